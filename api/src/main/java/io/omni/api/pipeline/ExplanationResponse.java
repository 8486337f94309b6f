package io.omni.api.pipeline;

import io.omni.events.pipeline.PolicyRef;
import io.omni.query.pipeline.Decision;
import io.omni.query.pipeline.Explanation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a pipeline is as it is.
 *
 * @param pipelineId its id, {@code pipe_…}
 * @param status where it stands
 * @param version how many events it has
 * @param summary one sentence
 * @param decisions the chain of decisions, oldest first
 */
record ExplanationResponse(String pipelineId, String status, long version, String summary, List<Entry> decisions) {

    /**
     * One decision.
     *
     * @param at when it was taken, UTC
     * @param decision what was decided, for example {@code gate_failed} or {@code retry_scheduled}
     * @param reason one sentence
     * @param policy the policy that decided; null when a person or the course of things did
     * @param facts what it rests on: measured values with their thresholds, scores, due times
     * @param actor who caused it; null when it isn't recorded
     * @param eventId the event behind it
     * @param sequence that event's place in the pipeline's history, from 0
     * @param packetId the Stardust packet behind it; null while the ledger hasn't got it yet
     * @param packetIndex that packet's place in the ledger; null while it hasn't got it yet
     */
    record Entry(
            Instant at,
            String decision,
            String reason,
            @Nullable Policy policy,
            Map<String, Object> facts,
            @Nullable String actor,
            String eventId,
            long sequence,
            @Nullable String packetId,
            @Nullable Long packetIndex) {
        private static Entry of(Decision d) {
            return new Entry(
                    d.at(),
                    d.decision(),
                    d.reason(),
                    Policy.of(d.policy()),
                    d.facts(),
                    d.actor(),
                    d.eventId(),
                    d.sequence(),
                    d.packet() == null ? null : d.packet().packetId(),
                    d.packet() == null ? null : d.packet().index());
        }
    }

    /**
     * A policy that decided.
     *
     * @param name its name
     * @param version its version
     */
    record Policy(String name, int version) {
        private static @Nullable Policy of(@Nullable PolicyRef policy) {
            return policy == null ? null : new Policy(policy.name(), policy.version());
        }
    }

    static ExplanationResponse of(Explanation e) {
        return new ExplanationResponse(
                e.pipelineId().value(),
                e.status().wireName(),
                e.version(),
                e.summary(),
                e.decisions().stream().map(Entry::of).toList());
    }
}
