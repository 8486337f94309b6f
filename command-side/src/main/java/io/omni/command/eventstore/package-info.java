/**
 * The event store on PostgreSQL: group commit, wire names, wake-ups for the processors on every node, the cache of aggregates, and
 * the one way in which a command is sent.
 */
@NullMarked
package io.omni.command.eventstore;

import org.jspecify.annotations.NullMarked;
