/** What happens to API keys, and the one fold of it. */
@NullMarked
package io.omni.events.access;

import org.jspecify.annotations.NullMarked;
