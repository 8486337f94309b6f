/** API keys as aggregates: they are made, and revoked. */
@NullMarked
package io.omni.command.access;

import org.jspecify.annotations.NullMarked;
