package io.omni.api.service.deployment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for a rolling restart. */
record RollingRequest(
        @Nullable List<@Nullable String> names, @Nullable Boolean includeDependents) {}
