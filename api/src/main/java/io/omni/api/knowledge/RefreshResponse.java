package io.omni.api.knowledge;

import io.omni.events.knowledge.RefreshState;
import io.omni.events.pipeline.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One refresh of the knowledge layer.
 *
 * @param refreshId its id, {@code refresh_…}
 * @param status {@code running}, {@code completed}, or {@code failed} when a source could not be brought up to date
 * @param sources what was asked for
 * @param forceReingest whether fresh sources are ingested again too
 * @param rebuildCache whether the semantic cache is built anew
 * @param collections the collections that it is about; empty for all
 * @param progress each source that is done with, in order
 * @param createdAt when it was accepted, UTC
 * @param completedAt when it ended; null until then
 * @param durationMs how long it took, in milliseconds; null until it has ended
 */
record RefreshResponse(
        String refreshId,
        String status,
        List<String> sources,
        boolean forceReingest,
        boolean rebuildCache,
        List<String> collections,
        List<Source> progress,
        Instant createdAt,
        @Nullable Instant completedAt,
        @Nullable Long durationMs) {

    /**
     * One source.
     *
     * @param source the source
     * @param status {@code completed} or {@code failed}
     * @param action what was done: {@code ingested}, {@code rebuilt} or {@code fresh}; null when it failed
     * @param error why it failed; null unless it did
     * @param at when
     */
    record Source(
            String source,
            String status,
            @Nullable String action,
            @Nullable Problem error,
            Instant at) {}

    static RefreshResponse of(RefreshState s) {
        Instant end = s.completedAt();
        return new RefreshResponse(
                s.refreshId().value(),
                end == null ? "running" : s.failed() == 0 ? "completed" : "failed",
                s.sources(),
                s.forceReingest(),
                s.rebuildCache(),
                s.collections(),
                s.progress().entrySet().stream()
                        .map(e -> new Source(
                                e.getKey(),
                                e.getValue().status(),
                                e.getValue().action(),
                                e.getValue().problem(),
                                e.getValue().at()))
                        .toList(),
                s.createdAt(),
                end,
                end == null ? null : Duration.between(s.createdAt(), end).toMillis());
    }
}
