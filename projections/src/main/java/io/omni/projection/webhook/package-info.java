/** Which event goes to which webhook: the fan-out's target that writes deliveries. */
@NullMarked
package io.omni.projection.webhook;

import org.jspecify.annotations.NullMarked;
