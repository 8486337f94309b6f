package io.omni.api.run;

import io.omni.api.run.Diagnosis.BranchLease;
import io.omni.api.run.Diagnosis.Code;
import io.omni.api.run.Diagnosis.Pending;
import io.omni.api.run.Diagnosis.Work;
import io.omni.command.pipeline.PipelineReader;
import io.omni.command.pipeline.work.StageExecutors;
import io.omni.command.run.RunTasks;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.PipelineState;
import io.omni.events.pipeline.PipelineStatus;
import io.omni.events.pipeline.Stage;
import io.omni.events.pipeline.StageState;
import io.omni.events.run.RunKind;
import io.omni.query.pipeline.PipelineQueries;
import io.omni.query.pipeline.PipelineStanding;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says why a pipeline is where it is. */
@Component
public class PipelineDiagnoses {
    private final PipelineQueries queries;
    private final PipelineReader pipelines;
    private final RunTasks tasks;
    private final StageExecutors executors;
    private final Surroundings surroundings;
    private final Clock clock;

    PipelineDiagnoses(
            PipelineQueries queries,
            PipelineReader pipelines,
            RunTasks tasks,
            StageExecutors executors,
            Surroundings surroundings,
            Clock clock) {
        this.queries = queries;
        this.pipelines = pipelines;
        this.tasks = tasks;
        this.executors = executors;
        this.surroundings = surroundings;
        this.clock = clock;
    }

    /** Why a pipeline is where it is at this moment; empty when there is no such pipeline. */
    public Optional<Diagnosis> of(PipelineId id) {
        return queries.standing(id).map(this::diagnose);
    }

    private Diagnosis diagnose(PipelineStanding standing) {
        PipelineState state = standing.state();
        Instant now = clock.instant();
        List<Work> works = works(standing, now);
        Reasons reasons = new Reasons();
        if (state.isEnded()) {
            reasons.ended(state.status().wireName(), state.problem(), state.completedAt());
        }
        works.forEach(reasons::of);
        held(standing, reasons);
        return new Diagnosis(
                RunKind.PIPELINE.wireName(),
                state.pipelineId().value(),
                state.status().wireName(),
                state.version(),
                reasons.summary(),
                standing.since(),
                Work.nextAttempt(works),
                reasons.sorted(),
                works,
                pending(state),
                null,
                new BranchLease(
                        state.config().repoUrl().canonical(),
                        state.config().branch().value(),
                        pipelines.holder(state.leaseId()).map(PipelineId::value).orElse(null)),
                now);
    }

    private static void held(PipelineStanding standing, Reasons reasons) {
        PipelineState state = standing.state();
        Stage next = state.nextPending();
        if (state.status() == PipelineStatus.PAUSED) {
            String where = state.runningStage() != null
                    ? "it is paused; " + state.runningStage().wireName()
                            + " comes to its end, nothing follows until it is resumed"
                    : "it is paused" + (next == null ? "" : " before " + next.wireName()) + " until it is resumed";
            reasons.add(Code.PAUSED, where, standing.pausedSince(), null);
        } else if (state.status() == PipelineStatus.CANCELLING) {
            reasons.add(Code.CANCELLING, "it is being cancelled; its running stage comes to its end first", null, null);
        }
    }

    private List<Work> works(PipelineStanding standing, Instant now) {
        PipelineState state = standing.state();
        Stage running = state.runningStage();
        StageState stage = running == null ? null : state.stage(running);
        if (running == null || stage == null) {
            return List.of();
        }
        Surroundings.Attempt attempt = new Surroundings.Attempt(
                running.wireName(), stage.iteration(), stage.attempt(), standing.attemptSince(), stage.problem());
        String current = "/" + running.wireName() + "/" + stage.iteration() + "/" + stage.attempt();
        return tasks.of(RunKind.PIPELINE, state.pipelineId().value(), now).stream()
                // What it has begun since its state was read is left out.
                .filter(task -> task.key().instance().endsWith(current))
                .map(task -> surroundings.of(attempt, task, executors.services(running), now))
                .toList();
    }

    private static List<Pending> pending(PipelineState state) {
        List<Pending> pending = new ArrayList<>();
        @Nullable Stage before = state.runningStage();
        for (Stage stage : state.pendingStages()) {
            pending.add(new Pending(stage.wireName(), before == null ? List.of() : List.of(before.wireName())));
            before = stage;
        }
        return pending;
    }
}
