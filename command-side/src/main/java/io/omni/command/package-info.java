/** The command side: what changes the platform, and the work that follows from it. */
@NullMarked
package io.omni.command;

import org.jspecify.annotations.NullMarked;
