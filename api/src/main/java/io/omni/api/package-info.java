/** The application itself: how it starts, and how it says why it can't. */
@NullMarked
package io.omni.api;

import org.jspecify.annotations.NullMarked;
