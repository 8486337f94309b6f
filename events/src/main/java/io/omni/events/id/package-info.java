/** How ids are made: a prefix that names the kind, and a suffix that sorts by time. */
@NullMarked
package io.omni.events.id;

import org.jspecify.annotations.NullMarked;
