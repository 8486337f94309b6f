package io.omni.api.service.deployment;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The orchestrator's own configuration, as far as it may be read.
 *
 * @param settings names and values; null where nothing is set, and never a secret
 */
public record PlatformConfig(Map<String, @Nullable Object> settings) {}
