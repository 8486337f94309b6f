package io.omni.query.content;

import java.time.Instant;

/**
 * An upload's place in the calendar.
 *
 * @param clipId the clip
 * @param uploadJobId the upload
 * @param recommendedTime what the scheduler recommends
 * @param finalTime what holds
 * @param status the upload's
 */
public record PlaceItem(String clipId, String uploadJobId, Instant recommendedTime, Instant finalTime, String status) {}
