/** Media: programs that measure and render it, what is found in it, and the store that keeps it by its content's hash. */
@NullMarked
package io.omni.command.content.media;

import org.jspecify.annotations.NullMarked;
