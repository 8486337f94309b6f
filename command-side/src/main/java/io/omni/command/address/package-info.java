/** Which addresses the platform may connect to on somebody else's word: the guard against requests into its own network. */
@NullMarked
package io.omni.command.address;

import org.jspecify.annotations.NullMarked;
