package io.omni.api.workflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omni.api.edge.Access;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.IfMatch;
import io.omni.api.edge.QueryParameters;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.events.workflow.ExecutionState;
import io.omni.events.workflow.ExecutionStatus;
import io.omni.events.workflow.WorkflowId;
import io.omni.events.workflow.WorkflowState;
import io.omni.query.workflow.ExecutionPage;
import io.omni.query.workflow.WorkflowPage;
import io.omni.query.workflow.WorkflowQueries;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Shows workflows and their executions. */
@RestController
@RequestMapping(WorkflowController.PATH)
class WorkflowReadController {
    private final WorkflowQueries queries;

    WorkflowReadController(WorkflowQueries queries) {
        this.queries = queries;
    }

    /** A page of workflows, newest first. */
    @Access(scope = Scope.READ, rate = RateCategory.READ)
    @GetMapping
    WorkflowList list(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String include) {
        int count = QueryParameters.limit(limit);
        boolean counted = QueryParameters.total(include);
        WorkflowPage page = QueryParameters.paged(() -> queries.workflows(count, cursor));
        return new WorkflowList(
                page.workflows().stream().map(WorkflowResponse::of).toList(),
                page.nextCursor(),
                counted ? queries.countWorkflows() : null);
    }

    /** One workflow, as it is now or as one of its versions defined it. */
    @Access(scope = Scope.READ, rate = RateCategory.READ, errors = ErrorCode.WORKFLOW_NOT_FOUND)
    @GetMapping("/{id}")
    ResponseEntity<WorkflowResponse> get(
            @PathVariable String id, @RequestParam(required = false) @Nullable String version) {
        WorkflowId workflow = WorkflowRefusals.workflow(id);
        if (version != null && !version.matches("[1-9][0-9]{0,8}")) {
            throw QueryParameters.bad("version", "give a whole number from 1 on");
        }
        WorkflowState state = (version == null
                        ? queries.workflow(workflow)
                        : queries.workflowAt(workflow, Integer.valueOf(version)))
                .orElseThrow(WorkflowRefusals::noWorkflow);
        return ResponseEntity.ok().eTag(IfMatch.tag(state.definitionVersion())).body(WorkflowResponse.of(state));
    }

    /** A page of a workflow's executions, newest first; also of a workflow that is deleted. */
    @Access(scope = Scope.READ, rate = RateCategory.READ, errors = ErrorCode.WORKFLOW_NOT_FOUND)
    @GetMapping("/{id}/executions")
    ExecutionList executions(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String include) {
        WorkflowId workflow = WorkflowRefusals.workflow(id);
        int count = QueryParameters.limit(limit);
        boolean counted = QueryParameters.total(include);
        ExecutionStatus wanted = status(status);
        ExecutionPage page = QueryParameters.paged(() -> queries.executions(workflow, wanted, count, cursor));
        if (page.executions().isEmpty() && queries.workflowAt(workflow, null).isEmpty()) {
            throw WorkflowRefusals.noWorkflow();
        }
        return new ExecutionList(
                page.executions(), page.nextCursor(), counted ? queries.countExecutions(workflow, wanted) : null);
    }

    /** One execution with its steps. */
    @Access(
            scope = Scope.READ,
            rate = RateCategory.READ,
            errors = {ErrorCode.WORKFLOW_NOT_FOUND, ErrorCode.EXECUTION_NOT_FOUND})
    @GetMapping("/{id}/executions/{executionId}")
    ResponseEntity<ExecutionResponse> execution(@PathVariable String id, @PathVariable String executionId) {
        WorkflowId workflow = WorkflowRefusals.workflow(id);
        ExecutionState state = queries.execution(WorkflowRefusals.execution(executionId))
                .filter(found -> found.workflowId().equals(workflow))
                .orElseThrow(WorkflowRefusals::noExecution);
        return ResponseEntity.ok().eTag(IfMatch.tag(state.version())).body(ExecutionResponse.of(state));
    }

    /**
     * A page of workflows.
     *
     * @param workflows newest first
     * @param nextCursor where the next page begins; null at the end
     * @param total how many there are in all; left out unless asked for
     */
    record WorkflowList(
            List<WorkflowResponse> workflows,
            @Nullable String nextCursor,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long total) {}

    /**
     * A page of executions.
     *
     * @param executions newest first, without what their steps took and found
     * @param nextCursor where the next page begins; null at the end
     * @param total how many there are in all; left out unless asked for
     */
    record ExecutionList(
            List<JsonNode> executions,
            @Nullable String nextCursor,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long total) {}

    private static @Nullable ExecutionStatus status(@Nullable String text) {
        try {
            return text == null ? null : ExecutionStatus.of(text);
        } catch (IllegalArgumentException e) {
            throw QueryParameters.bad("status", "use one of queued, running, cancelling, completed, failed, cancelled");
        }
    }
}
