package io.omni.events.content;

/**
 * An upload that needs a place.
 *
 * @param jobId the upload
 * @param clipId its clip
 * @param channel where it goes
 * @param priority Lattice's, 0..1
 * @param category where in the content mix it belongs
 * @param tieBreak orders uploads of the same priority: derived from content alone, so that it is the same in every run
 */
public record PlacementWish(
        JobId jobId, ClipId clipId, String channel, double priority, String category, String tieBreak) {}
