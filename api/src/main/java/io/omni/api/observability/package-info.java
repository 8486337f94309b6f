/** Liveness, readiness and metrics of the orchestrator itself. */
@NullMarked
package io.omni.api.observability;

import org.jspecify.annotations.NullMarked;
