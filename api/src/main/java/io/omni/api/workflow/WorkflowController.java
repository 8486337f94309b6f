package io.omni.api.workflow;

import io.omni.api.edge.Access;
import io.omni.api.edge.Caller;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.IfMatch;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.command.Refusal;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.workflow.CancelExecution;
import io.omni.command.workflow.CreateWorkflow;
import io.omni.command.workflow.DeleteWorkflow;
import io.omni.command.workflow.ExecutionCommand;
import io.omni.command.workflow.Plan;
import io.omni.command.workflow.RetryExecution;
import io.omni.command.workflow.StartExecution;
import io.omni.command.workflow.UpdateWorkflow;
import io.omni.command.workflow.WorkflowReader;
import io.omni.command.workflow.WorkflowRules;
import io.omni.command.workflow.work.WorkflowTriggers;
import io.omni.events.workflow.ExecutionId;
import io.omni.events.workflow.ExecutionState;
import io.omni.events.workflow.StartedBy;
import io.omni.events.workflow.WorkflowDefinition;
import io.omni.events.workflow.WorkflowId;
import io.omni.events.workflow.WorkflowState;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes, changes and deletes workflows; starts, cancels and retries their executions. */
@RestController
@RequestMapping(WorkflowController.PATH)
class WorkflowController {
    static final String PATH = "/api/v1/workflows";

    private final WorkflowRules rules;
    private final CommandDispatcher commands;
    private final WorkflowReader workflows;
    private final WorkflowTriggers triggers;
    private final JsonMapper json;

    WorkflowController(
            WorkflowRules rules,
            CommandDispatcher commands,
            WorkflowReader workflows,
            WorkflowTriggers triggers,
            @Qualifier("eventMapper") JsonMapper json) {
        this.rules = rules;
        this.commands = commands;
        this.workflows = workflows;
        this.triggers = triggers;
        this.json = json;
    }

    /** Creates a workflow; its trigger listens when this is answered. */
    @Access(
            scope = Scope.WORKFLOWS,
            rate = RateCategory.CHANGE,
            answers = 201,
            errors = {ErrorCode.INVALID_WORKFLOW, ErrorCode.DEPENDENCY_CYCLE})
    @PostMapping
    ResponseEntity<WorkflowResponse> create(@RequestBody JsonNode body, Caller caller) {
        WorkflowDefinition definition = checked(body);
        WorkflowId id = new WorkflowId(caller.newId(WorkflowId.PREFIX));
        if (!(caller.isResumed() && workflows.workflow(id).isPresent())) {
            commands.send(new CreateWorkflow(id, definition), caller.metadata());
        }
        WorkflowState state = state(id);
        triggers.await(id, state.definitionVersion());
        return ResponseEntity.created(URI.create(PATH + "/" + id))
                .eTag(IfMatch.tag(state.definitionVersion()))
                .body(WorkflowResponse.of(state));
    }

    /** Checks a definition without saving it. */
    @Access(
            scope = Scope.WORKFLOWS,
            rate = RateCategory.CHANGE,
            errors = {ErrorCode.INVALID_WORKFLOW, ErrorCode.DEPENDENCY_CYCLE})
    @PostMapping("/validate")
    Validation validate(@RequestBody JsonNode body) {
        DefinitionReader reader = new DefinitionReader(json);
        WorkflowDefinition definition = reader.read(body);
        return new Validation(true, rules.check(definition, reader.faults()));
    }

    /** Gives a workflow a new version; executions that are under way keep theirs. */
    @Access(
            scope = Scope.WORKFLOWS,
            rate = RateCategory.CHANGE,
            errors = {ErrorCode.INVALID_WORKFLOW, ErrorCode.DEPENDENCY_CYCLE, ErrorCode.WORKFLOW_NOT_FOUND})
    @PutMapping("/{id}")
    ResponseEntity<WorkflowResponse> update(
            @PathVariable String id, IfMatch ifMatch, @RequestBody JsonNode body, Caller caller) {
        WorkflowId workflow = WorkflowRefusals.workflow(id);
        WorkflowDefinition definition = checked(body);
        commands.send(new UpdateWorkflow(workflow, definition, ifMatch.versions()), caller.metadata());
        WorkflowState state = state(workflow);
        triggers.await(workflow, state.definitionVersion());
        return ResponseEntity.ok().eTag(IfMatch.tag(state.definitionVersion())).body(WorkflowResponse.of(state));
    }

    /** Deletes a workflow; executions that are under way go on. */
    @Access(scope = Scope.WORKFLOWS, rate = RateCategory.CHANGE, errors = ErrorCode.WORKFLOW_NOT_FOUND)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id, IfMatch ifMatch, Caller caller) {
        WorkflowId workflow = WorkflowRefusals.workflow(id);
        commands.send(new DeleteWorkflow(workflow, ifMatch.versions()), caller.metadata());
    }

    /** Starts an execution. */
    @Access(scope = Scope.WORKFLOWS, rate = RateCategory.CHANGE, answers = 202, errors = ErrorCode.WORKFLOW_NOT_FOUND)
    @PostMapping("/{id}/execute")
    ResponseEntity<AcceptedExecution> execute(
            @PathVariable String id, @RequestBody(required = false) @Nullable JsonNode body, Caller caller) {
        WorkflowId workflow = WorkflowRefusals.workflow(id);
        ExecutionId execution = new ExecutionId(caller.newId(ExecutionId.PREFIX));
        Given given = given(body);
        if (!(caller.isResumed() && workflows.stored(execution).isPresent())) {
            commands.send(
                    new StartExecution(execution, workflow, given.input(), given.event(), StartedBy.CALL),
                    caller.metadata());
        }
        return accepted(execution);
    }

    /** Ends an execution: its running steps complete, its pending ones are skipped. */
    @Access(
            scope = Scope.WORKFLOWS,
            rate = RateCategory.CHANGE,
            answers = 202,
            errors = {ErrorCode.WORKFLOW_NOT_FOUND, ErrorCode.EXECUTION_NOT_FOUND, ErrorCode.EXECUTION_NOT_RUNNING})
    @PostMapping("/{id}/executions/{executionId}/cancel")
    ResponseEntity<AcceptedExecution> cancel(@PathVariable String id, @PathVariable String executionId, Caller caller) {
        return change(id, new CancelExecution(WorkflowRefusals.execution(executionId)), caller);
    }

    /** Lets a failed execution go on from what did not complete. */
    @Access(
            scope = Scope.WORKFLOWS,
            rate = RateCategory.CHANGE,
            answers = 202,
            errors = {ErrorCode.WORKFLOW_NOT_FOUND, ErrorCode.EXECUTION_NOT_FOUND, ErrorCode.EXECUTION_NOT_FAILED})
    @PostMapping("/{id}/executions/{executionId}/retry")
    ResponseEntity<AcceptedExecution> retry(@PathVariable String id, @PathVariable String executionId, Caller caller) {
        return change(id, new RetryExecution(WorkflowRefusals.execution(executionId)), caller);
    }

    /**
     * Whether a definition is sound.
     *
     * @param valid always true; what is wrong with one is an error
     * @param plan in what order its steps run
     */
    record Validation(boolean valid, Plan plan) {}

    private record Given(Map<String, Object> input, Map<String, Object> event) {}

    private ResponseEntity<AcceptedExecution> change(String workflow, ExecutionCommand command, Caller caller) {
        WorkflowId id = WorkflowRefusals.workflow(workflow);
        workflows
                .known(command.executionId())
                .filter(state -> state.workflowId().equals(id))
                .orElseThrow(WorkflowRefusals::noExecution);
        commands.send(command, caller.metadata());
        return accepted(command.executionId());
    }

    private ResponseEntity<AcceptedExecution> accepted(ExecutionId id) {
        ExecutionState state =
                workflows.known(id).orElseThrow(() -> new IllegalStateException(id + " was started and isn't there"));
        URI location = URI.create(PATH + "/" + state.workflowId() + "/executions/" + id);
        return ResponseEntity.accepted().location(location).body(AcceptedExecution.of(state));
    }

    private WorkflowDefinition checked(JsonNode body) {
        DefinitionReader reader = new DefinitionReader(json);
        WorkflowDefinition definition = reader.read(body);
        rules.check(definition, reader.faults());
        return definition;
    }

    private WorkflowState state(WorkflowId id) {
        return workflows.workflow(id).orElseThrow(WorkflowRefusals::noWorkflow);
    }

    private Given given(@Nullable JsonNode body) {
        if (body == null || body.isNull()) {
            return new Given(Map.of(), Map.of());
        }
        if (!body.isObject()
                || body.propertyNames().stream().anyMatch(name -> !name.equals("input") && !name.equals("event"))) {
            throw new Refusal("BAD_REQUEST", "send an object with input and event, or nothing at all");
        }
        return new Given(object(body, "input"), object(body, "event"));
    }

    private Map<String, Object> object(JsonNode body, String name) {
        JsonNode member = body.get(name);
        if (member == null || member.isNull()) {
            return Map.of();
        }
        if (!member.isObject()) {
            throw new Refusal(
                    "BAD_REQUEST",
                    "the field " + name + " must be an object",
                    new Refusal.Detail(name, "give an object"));
        }
        return json.treeToValue(member, new TypeReference<Map<String, Object>>() {});
    }
}
