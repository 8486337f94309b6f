package io.omni.api.service.deployment;

import java.util.Map;

/**
 * The orchestrator's own configuration, as far as it may be read.
 *
 * @param settings names and values; secrets are not among them
 */
public record PlatformConfig(Map<String, Object> settings) {}
