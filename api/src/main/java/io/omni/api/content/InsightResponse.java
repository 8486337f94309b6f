package io.omni.api.content;

import io.omni.events.content.mind.ChorusWording;
import io.omni.events.content.mind.EclipseDecision;
import io.omni.events.content.mind.HorizonView;
import io.omni.events.content.mind.Judgement;
import io.omni.events.content.mind.LatticePriority;
import io.omni.events.content.mind.ParadoxFinding;
import io.omni.events.content.mind.Rule;
import io.omni.events.content.mind.Vote;
import io.omni.events.content.mind.ZenithDecision;
import io.omni.events.content.mind.ZenithVerdict;
import io.omni.events.pipeline.PolicyRef;
import io.omni.events.pipeline.Problem;
import io.omni.query.content.insight.ClipInsight;
import io.omni.query.content.insight.ClipLineage;
import io.omni.query.content.insight.FailureDecision;
import io.omni.query.stardust.PacketRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Why a clip is as it is.
 *
 * @param clipId the clip
 * @param traceId {@code trace_} and the trace in which it was judged, as the ledger knows it
 * @param insights what the modules said
 * @param lineage creator, post, video, analysis, clip, edits, uploads, schedule, with the ledger's packets behind each step
 * @param rawPayload the clip's events and the facts that it was judged on, as they are stored
 */
record InsightResponse(String clipId, String traceId, Insights insights, ClipLineage lineage, RawPayload rawPayload) {

    /**
     * What the modules said.
     *
     * @param paradox what it conflicts with
     * @param lattice how urgent its work is
     * @param pantheon the votes on it
     * @param consensus what they come to, 0 to 1
     * @param dissent the highest vote less the lowest, 0 to 1
     * @param horizon how it serves the project's goals
     * @param chorus its texts; null while it isn't rendered
     * @param eclipse what followed from failures on its way
     * @param zenith what was decided
     */
    record Insights(
            ParadoxFinding paradox,
            LatticePriority lattice,
            List<Vote> pantheon,
            double consensus,
            double dissent,
            HorizonView horizon,
            @Nullable Words chorus,
            Failures eclipse,
            Decision zenith) {

        static Insights of(
                Judgement judgement,
                @Nullable ChorusWording wording,
                @Nullable ZenithDecision release,
                List<Failure> failures) {
            return new Insights(
                    judgement.paradox(),
                    judgement.lattice(),
                    judgement.pantheon().votes(),
                    judgement.pantheon().consensus(),
                    judgement.pantheon().dissent(),
                    judgement.horizon(),
                    wording == null ? null : Words.of(wording),
                    new Failures(failures),
                    Decision.of(judgement.zenith(), release));
        }
    }

    /**
     * A clip's texts.
     *
     * @param title its title
     * @param description its description
     * @param tags its tags, the best first
     * @param notes what was left out or cut
     * @param policy the policy that wrote them
     */
    record Words(String title, String description, List<String> tags, List<String> notes, PolicyRef policy) {
        static Words of(ChorusWording wording) {
            return new Words(wording.title(), wording.description(), wording.tags(), wording.notes(), wording.policy());
        }
    }

    /**
     * What followed from failures.
     *
     * @param decisions one for every failure, in order; empty when all went well
     */
    record Failures(List<Failure> decisions) {}

    /**
     * What followed from a failure.
     *
     * @param jobId the job that failed
     * @param at when
     * @param problem why
     * @param action {@code retry}, {@code defer}, {@code reroute}, {@code quarantine} or {@code fail}
     * @param delaySeconds how long it waited
     * @param reason one sentence
     * @param policy the policy that decided
     * @param packet the ledger's packet behind it; null while the ledger has none
     */
    record Failure(
            @Nullable String jobId,
            @Nullable Instant at,
            @Nullable Problem problem,
            String action,
            double delaySeconds,
            String reason,
            PolicyRef policy,
            @Nullable PacketRef packet) {

        static Failure of(FailureDecision failure) {
            EclipseDecision eclipse = failure.eclipse();
            return new Failure(
                    failure.jobId().value(),
                    failure.at(),
                    failure.problem(),
                    eclipse.action().wireName(),
                    eclipse.delaySeconds(),
                    eclipse.reason(),
                    eclipse.policy(),
                    failure.packet());
        }

        /** One that didn't happen. */
        static Failure of(EclipseDecision eclipse) {
            return new Failure(
                    null,
                    null,
                    null,
                    eclipse.action().wireName(),
                    eclipse.delaySeconds(),
                    eclipse.reason(),
                    eclipse.policy(),
                    null);
        }
    }

    /**
     * The binding decision.
     *
     * @param decision {@code proceed}, {@code reject} or {@code quarantine}
     * @param reason one sentence
     * @param rule the rule that settled it
     * @param author who decided: {@code omniva}, or the operator who asked
     * @param rules everything that was asked, in order
     * @param policy the policy that decided
     * @param release the decision whether the rendered clip goes out; null before
     */
    record Decision(
            ZenithVerdict decision,
            String reason,
            String rule,
            String author,
            List<Rule> rules,
            PolicyRef policy,
            @Nullable Decision release) {

        static Decision of(ZenithDecision zenith, @Nullable ZenithDecision release) {
            return new Decision(
                    zenith.verdict(),
                    zenith.reason(),
                    zenith.rule(),
                    zenith.author(),
                    zenith.rules(),
                    zenith.policy(),
                    release == null ? null : of(release, null));
        }
    }

    /**
     * What is stored.
     *
     * @param facts what the clip was judged on
     * @param parameters what the policies were set to
     * @param events the clip's events, in order
     */
    record RawPayload(JsonNode facts, JsonNode parameters, List<RawEvent> events) {}

    /**
     * An event.
     *
     * @param eventId names it
     * @param type its wire name
     * @param occurredAt when
     * @param actor who caused it; null when it doesn't say
     * @param packet the ledger's packet of it; null while the ledger has none
     * @param data what it holds
     */
    record RawEvent(
            String eventId,
            String type,
            Instant occurredAt,
            @Nullable String actor,
            @Nullable PacketRef packet,
            JsonNode data) {}

    static InsightResponse of(ClipInsight insight, JsonMapper events) {
        return new InsightResponse(
                insight.clipId().value(),
                insight.traceId(),
                Insights.of(
                        insight.judgement(),
                        insight.wording(),
                        insight.release(),
                        insight.failures().stream().map(Failure::of).toList()),
                insight.lineage(),
                new RawPayload(
                        events.valueToTree(insight.judgement().facts()),
                        events.valueToTree(insight.judgement().parameters()),
                        insight.history().stream()
                                .map(recorded -> new RawEvent(
                                        recorded.eventId(),
                                        recorded.type(),
                                        recorded.occurredAt(),
                                        recorded.actor(),
                                        insight.packets().get(recorded.eventId()),
                                        events.valueToTree(recorded.event())))
                                .toList()));
    }
}
