package io.omni.events.content.mind;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a job when its priority is decided. What isn't known yet is null and doesn't count.
 *
 * @param virality of the video, 0 to 1
 * @param relevance of the video, 0 to 1
 * @param confidence of the clip, 0 to 1
 * @param ageDays how many whole days old the post was when it was scraped
 * @param failedAttempts how many attempts of this job have failed
 * @param operatorPriority what an operator asked for, 0 to 1; it is taken as it is
 */
public record LatticeInput(
        @Nullable Double virality,
        @Nullable Double relevance,
        @Nullable Double confidence,
        @Nullable Integer ageDays,
        int failedAttempts,
        @Nullable Double operatorPriority) {
    /** A job that nothing is known of yet: scraping. */
    public static LatticeInput unknown() {
        return new LatticeInput(null, null, null, null, 0, null);
    }

    /** A job on a video that isn't analysed yet. */
    public static LatticeInput ofPost(int ageDays) {
        return new LatticeInput(null, null, null, ageDays, 0, null);
    }

    /** A job on a clip. */
    public static LatticeInput ofClip(ClipFacts facts) {
        VideoFacts video = facts.video();
        return new LatticeInput(video.virality(), video.relevance(), facts.confidence(), video.ageDays(), 0, null);
    }

    /** The same after failed attempts. */
    public LatticeInput afterFailures(int attempts) {
        return new LatticeInput(virality, relevance, confidence, ageDays, attempts, operatorPriority);
    }

    /** The same with an operator's wish; null for none. */
    public LatticeInput wished(@Nullable Double priority) {
        return new LatticeInput(virality, relevance, confidence, ageDays, failedAttempts, priority);
    }
}
