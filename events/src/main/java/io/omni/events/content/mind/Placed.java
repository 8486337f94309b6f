package io.omni.events.content.mind;

import java.time.Instant;

/**
 * A slot that was given.
 *
 * @param id of what
 * @param channel where
 * @param time when; a whole minute
 * @param reason one sentence for people
 */
public record Placed(String id, String channel, Instant time, String reason) {}
