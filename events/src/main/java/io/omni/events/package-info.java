/**
 * The stored facts of the platform: event records, typed ids, the registry of their wire names, and the one fold that
 * turns an aggregate's events into its state. Nothing here knows Spring, a database or HTTP.
 */
@NullMarked
package io.omni.events;

import org.jspecify.annotations.NullMarked;
