package io.omni.events.content;

import java.time.Instant;

/**
 * A place in the calendar.
 *
 * @param jobId the upload
 * @param clipId its clip
 * @param channel where it goes
 * @param recommendedTime what the scheduler recommends
 * @param finalTime what holds
 * @param byOperator whether an operator chose it
 */
public record Placement(
        JobId jobId, ClipId clipId, String channel, Instant recommendedTime, Instant finalTime, boolean byOperator) {}
