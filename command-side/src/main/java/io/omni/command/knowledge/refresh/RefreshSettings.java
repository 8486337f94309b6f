package io.omni.command.knowledge.refresh;

import java.time.Duration;

/**
 * How the freshness of the knowledge layer's sources is watched.
 *
 * @param checkInterval the time between two looks, at least a second; default 5 minutes
 */
public record RefreshSettings(Duration checkInterval) {}
