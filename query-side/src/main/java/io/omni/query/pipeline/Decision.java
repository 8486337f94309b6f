package io.omni.query.pipeline;

import io.omni.events.pipeline.PolicyRef;
import io.omni.query.stardust.PacketRef;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One decision about a pipeline.
 *
 * @param at when it was taken
 * @param decision what was decided: {@code started}, {@code context_chosen}, {@code gate_passed}, {@code gate_failed},
 *     {@code retry_scheduled}, {@code attempt_lost}, {@code stage_failed}, {@code iteration_started}, {@code paused},
 *     {@code resumed}, {@code cancel_requested}, {@code cancelled}, {@code completed}, {@code failed} or {@code retried}
 * @param reason one sentence for people
 * @param policy the policy that decided, with its version; null when a person or the course of things did
 * @param facts what the decision rests on
 * @param eventId the event behind it
 * @param sequence that event's place in the pipeline's history, from 0
 * @param actor who caused it; null when the event doesn't say
 * @param packet the ledger's packet behind it; null while the ledger has none
 */
public record Decision(
        Instant at,
        String decision,
        String reason,
        @Nullable PolicyRef policy,
        Map<String, Object> facts,
        String eventId,
        long sequence,
        @Nullable String actor,
        @Nullable PacketRef packet) {

    /** The same decision, citing this packet. */
    Decision citing(@Nullable PacketRef cited) {
        return new Decision(at, decision, reason, policy, facts, eventId, sequence, actor, cited);
    }
}
