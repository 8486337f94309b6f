/** API keys over HTTP, and as bearer tokens; tokens of an outside issuer. */
@NullMarked
package io.omni.api.access;

import org.jspecify.annotations.NullMarked;
