package io.omni.api.pipeline;

import io.omni.api.edge.Access;
import io.omni.api.edge.Caller;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.QueryParameters;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.command.Refusal;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.pipeline.CancelPipeline;
import io.omni.command.pipeline.ExecutePipeline;
import io.omni.command.pipeline.PausePipeline;
import io.omni.command.pipeline.PipelineCommand;
import io.omni.command.pipeline.PipelineReader;
import io.omni.command.pipeline.ResumePipeline;
import io.omni.command.pipeline.RetryPipeline;
import io.omni.command.secret.SecretStore;
import io.omni.events.pipeline.BranchLeaseId;
import io.omni.events.pipeline.PipelineConfig;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.PipelineState;
import io.omni.events.pipeline.PipelineStatus;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Starts, cancels, retries, pauses and resumes pipelines. Every answer is 202: the work goes on after it. */
@RestController
@RequestMapping(PipelineController.PATH)
class PipelineController {
    static final String PATH = "/api/v1/pipeline";

    private final ExecuteRules rules;
    private final CommandDispatcher commands;
    private final SecretStore secrets;
    private final PipelineReader pipelines;

    PipelineController(ExecuteRules rules, CommandDispatcher commands, SecretStore secrets, PipelineReader pipelines) {
        this.rules = rules;
        this.commands = commands;
        this.secrets = secrets;
        this.pipelines = pipelines;
    }

    /** Starts a pipeline. */
    @Access(
            scope = Scope.PIPELINES,
            rate = RateCategory.PIPELINE_EXECUTION,
            answers = 202,
            errors = {ErrorCode.VALIDATION_ERROR, ErrorCode.PIPELINE_RUNNING})
    @PostMapping("/execute")
    ResponseEntity<AcceptedPipeline> execute(@RequestBody ExecuteRequest request, Caller caller) {
        ExecuteRules.Order order = rules.check(request);
        PipelineId id = new PipelineId(caller.newId(PipelineId.PREFIX));
        if (caller.isResumed()) {
            Optional<PipelineState> started = pipelines.stored(id);
            if (started.isPresent()) {
                return accepted(started.get());
            }
        }
        String credentials = order.credentials();
        String reference = credentials == null ? null : secrets.store(credentials);
        ExecutePipeline command = command(id, order, reference);
        try {
            commands.send(command, caller.metadata());
            PipelineState state = pipelines
                    .known(id)
                    .orElseThrow(() -> new IllegalStateException(id + " was started and isn't there"));
            return accepted(state);
        } catch (Refusal refusal) {
            if (reference != null) {
                secrets.forget(reference);
            }
            throw refusal;
        }
    }

    private static ResponseEntity<AcceptedPipeline> accepted(PipelineState state) {
        return ResponseEntity.accepted().location(location(state.pipelineId())).body(AcceptedPipeline.of(state));
    }

    /** Cancels a pipeline; with {@code force=true} its running stage is stopped too. */
    @Access(
            scope = Scope.PIPELINES,
            rate = RateCategory.CHANGE,
            answers = 202,
            errors = {ErrorCode.PIPELINE_NOT_FOUND, ErrorCode.PIPELINE_NOT_RUNNING})
    @PostMapping("/{id}/cancel")
    ResponseEntity<StatusChange> cancel(
            @PathVariable String id, @RequestParam(required = false) @Nullable String force, Caller caller) {
        boolean forced = QueryParameters.flag("force", force, false);
        return change(new CancelPipeline(Refusals.id(id), forced), PipelineStatus.CANCELLING, caller);
    }

    /** Lets a failed pipeline go on from the stage that failed. */
    @Access(
            scope = Scope.PIPELINES,
            rate = RateCategory.CHANGE,
            answers = 202,
            errors = {ErrorCode.PIPELINE_NOT_FOUND, ErrorCode.PIPELINE_NOT_FAILED, ErrorCode.PIPELINE_RUNNING})
    @PostMapping("/{id}/retry")
    ResponseEntity<StatusChange> retry(@PathVariable String id, Caller caller) {
        return change(new RetryPipeline(Refusals.id(id)), PipelineStatus.RUNNING, caller);
    }

    /** Holds a pipeline before its next stage. */
    @Access(
            scope = Scope.PIPELINES,
            rate = RateCategory.CHANGE,
            answers = 202,
            errors = {ErrorCode.PIPELINE_NOT_FOUND, ErrorCode.PIPELINE_NOT_RUNNING})
    @PostMapping("/{id}/pause")
    ResponseEntity<StatusChange> pause(@PathVariable String id, Caller caller) {
        return change(new PausePipeline(Refusals.id(id)), PipelineStatus.PAUSED, caller);
    }

    /** Lets a paused pipeline go on. */
    @Access(
            scope = Scope.PIPELINES,
            rate = RateCategory.CHANGE,
            answers = 202,
            errors = {ErrorCode.PIPELINE_NOT_FOUND, ErrorCode.PIPELINE_NOT_PAUSED})
    @PostMapping("/{id}/resume")
    ResponseEntity<StatusChange> resume(@PathVariable String id, Caller caller) {
        return change(new ResumePipeline(Refusals.id(id)), PipelineStatus.RUNNING, caller);
    }

    private ResponseEntity<StatusChange> change(PipelineCommand command, PipelineStatus becoming, Caller caller) {
        commands.send(command, caller.metadata());
        PipelineId id = command.pipelineId();
        return ResponseEntity.accepted().location(location(id)).body(new StatusChange(id.value(), becoming.wireName()));
    }

    private static ExecutePipeline command(PipelineId id, ExecuteRules.Order order, @Nullable String reference) {
        PipelineConfig config = new PipelineConfig(
                order.model(),
                order.language(),
                order.repository(),
                order.branch(),
                order.maxIterations(),
                order.qualityGate(),
                reference);
        BranchLeaseId lease = BranchLeaseId.of(order.repository(), order.branch());
        return new ExecutePipeline(lease, id, order.task(), order.stages(), config, order.context());
    }

    private static URI location(PipelineId id) {
        return URI.create(PATH + "/" + id);
    }
}
