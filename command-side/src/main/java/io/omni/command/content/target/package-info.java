/** Where clips go: a folder, and YouTube by its resumable upload. */
@NullMarked
package io.omni.command.content.target;

import org.jspecify.annotations.NullMarked;
