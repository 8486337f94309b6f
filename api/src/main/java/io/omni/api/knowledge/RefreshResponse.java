package io.omni.api.knowledge;

import io.omni.events.knowledge.RefreshState;
import io.omni.events.pipeline.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
 * @param progress each source that is done with, in order, and then those that are still to be looked at, as far as they are known: with
 *     {@code all}, once they were found
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
     * @param status {@code pending}, {@code running}, {@code completed} or {@code failed}
     * @param action what was done: {@code ingested}, {@code rebuilt} or {@code fresh}; null until then, and when it failed
     * @param error why it failed; null unless it did
     * @param at when it was done with; null until then
     */
    record Source(
            String source,
            String status,
            @Nullable String action,
            @Nullable Problem error,
            @Nullable Instant at) {
        private static Source of(String source, RefreshState.Progress done) {
            return new Source(source, done.status(), done.action(), done.problem(), done.at());
        }
    }

    static RefreshResponse of(RefreshState s) {
        Instant end = s.completedAt();
        return new RefreshResponse(
                s.refreshId().value(),
                end == null ? "running" : s.failed() == 0 ? "completed" : "failed",
                s.sources(),
                s.forceReingest(),
                s.rebuildCache(),
                s.collections(),
                progress(s),
                s.createdAt(),
                end,
                end == null ? null : Duration.between(s.createdAt(), end).toMillis());
    }

    private static List<Source> progress(RefreshState s) {
        List<Source> progress = new ArrayList<>();
        s.progress().forEach((source, done) -> progress.add(Source.of(source, done)));
        boolean works = s.planned() != null;
        for (String source : s.outstanding()) {
            progress.add(new Source(source, works ? "running" : "pending", null, null, null));
            works = false;
        }
        return List.copyOf(progress);
    }
}
