/** What every request passes: its identity, the bearer token, limits on its body, strict JSON and the one error shape. */
@NullMarked
package io.omni.api.edge;

import org.jspecify.annotations.NullMarked;
