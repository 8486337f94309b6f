package io.omni.events.content.mind;

import java.time.Instant;

/**
 * A slot that is taken and stays taken: published, being sent, or set by an operator.
 *
 * @param channel whose
 * @param category the category of what has it
 * @param time when
 */
public record Booked(String channel, String category, Instant time) {}
