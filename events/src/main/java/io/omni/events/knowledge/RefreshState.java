package io.omni.events.knowledge;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.omni.events.pipeline.Problem;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a refresh's events add up to; the only fold of them.
 *
 * @param refreshId the refresh
 * @param sources what was asked for
 * @param forceReingest whether fresh sources are ingested again too
 * @param rebuildCache whether the semantic cache is built anew
 * @param collections the collections that it is about; empty for all
 * @param planned what it works on, in order; null until that was found out
 * @param progress each source that was looked at, in order
 * @param createdAt when it was accepted
 * @param completedAt when it ended; null until then
 * @param failed how many sources could not be brought up to date; 0 until it has ended
 * @param version how many events it has
 */
public record RefreshState(
        RefreshId refreshId,
        List<String> sources,
        boolean forceReingest,
        boolean rebuildCache,
        List<String> collections,
        @Nullable List<String> planned,
        Map<String, Progress> progress,
        Instant createdAt,
        @Nullable Instant completedAt,
        int failed,
        long version) {
    private static final String ALL = "all";

    /** Keeps its own copies. */
    public RefreshState {
        sources = List.copyOf(sources);
        collections = List.copyOf(collections);
        planned = planned == null ? null : List.copyOf(planned);
        progress = Collections.unmodifiableMap(new LinkedHashMap<>(progress));
    }

    /**
     * Where one source stands.
     *
     * @param status {@code completed} or {@code failed}
     * @param action what was done: {@code ingested}, {@code rebuilt} or {@code fresh}; null when it failed
     * @param problem why it failed; null unless it did
     * @param at when it came to stand so
     */
    public record Progress(
            String status,
            @Nullable String action,
            @Nullable Problem problem,
            Instant at) {}

    /** Whether it has ended. */
    @JsonIgnore
    public boolean isEnded() {
        return completedAt != null;
    }

    /** Whether a source is done with, well or not. */
    public boolean isSettled(String source) {
        return progress.containsKey(source);
    }

    /**
     * What it has still to look at, in order: until it has found out what it works on, the sources that were named one by one; then the
     * first is the one that it is at.
     */
    @JsonIgnore
    public List<String> outstanding() {
        if (isEnded()) {
            return List.of();
        }
        Stream<String> known = planned == null ? sources.stream().filter(s -> !s.equals(ALL)) : planned.stream();
        return known.filter(source -> !isSettled(source)).toList();
    }

    /**
     * The state after an event.
     *
     * @param state the state before it; null exactly for the first event, {@link RefreshStarted}
     * @param event what happened
     * @param at when it happened
     */
    public static RefreshState evolve(@Nullable RefreshState state, RefreshEvent event, Instant at) {
        if (state == null) {
            if (event instanceof RefreshStarted e) {
                return new RefreshState(
                        e.refreshId(),
                        e.sources(),
                        e.forceReingest(),
                        e.rebuildCache(),
                        e.collections(),
                        null,
                        Map.of(),
                        at,
                        null,
                        0,
                        1);
            }
            throw new IllegalArgumentException("a refresh's history begins with knowledge.refresh.started");
        }
        return switch (event) {
            case RefreshStarted e -> throw new IllegalArgumentException("a refresh starts once: " + e.refreshId());
            case RefreshPlanned e -> state.copy(e.sources(), state.progress, state.completedAt, state.failed);
            case SourceRefreshed e -> state.with(e.source(), new Progress("completed", e.action(), null, at));
            case SourceRefreshFailed e -> state.with(e.source(), new Progress("failed", null, e.problem(), at));
            case KnowledgeRefreshed e -> state.copy(state.planned, state.progress, at, e.failed());
        };
    }

    private RefreshState with(String source, Progress now) {
        Map<String, Progress> next = new LinkedHashMap<>(progress);
        next.put(source, now);
        return copy(planned, next, completedAt, failed);
    }

    private RefreshState copy(
            @Nullable List<String> newPlanned,
            Map<String, Progress> newProgress,
            @Nullable Instant newCompletedAt,
            int newFailed) {
        return new RefreshState(
                refreshId,
                sources,
                forceReingest,
                rebuildCache,
                collections,
                newPlanned,
                newProgress,
                createdAt,
                newCompletedAt,
                newFailed,
                version + 1);
    }
}
