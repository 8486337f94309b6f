/** Writes the log of public events that lists and live streams are read from. */
@NullMarked
package io.omni.projection.eventlog;

import org.jspecify.annotations.NullMarked;
