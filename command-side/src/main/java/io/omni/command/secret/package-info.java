/** Secrets, encrypted at rest and named by a reference. */
@NullMarked
package io.omni.command.secret;

import org.jspecify.annotations.NullMarked;
