/** Reads the log of public events: pages of it, newest first, and what follows a place in it. */
@NullMarked
package io.omni.query.event;

import org.jspecify.annotations.NullMarked;
