package io.omni.api.workflow;

import io.omni.api.edge.Access;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.api.run.Diagnosis;
import io.omni.api.run.ExecutionDiagnoses;
import io.omni.events.workflow.WorkflowId;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows why executions are where they are. */
@RestController
@RequestMapping(WorkflowController.PATH)
class ExecutionDiagnosisController {
    private final ExecutionDiagnoses diagnoses;

    ExecutionDiagnosisController(ExecutionDiagnoses diagnoses) {
        this.diagnoses = diagnoses;
    }

    /** Why an execution is where it is, from what really is at this moment: tasks, places, nodes, breakers and services. */
    @Access(
            scope = Scope.READ,
            rate = RateCategory.READ,
            errors = {ErrorCode.WORKFLOW_NOT_FOUND, ErrorCode.EXECUTION_NOT_FOUND})
    @GetMapping("/{id}/executions/{executionId}/diagnosis")
    Diagnosis diagnosis(@PathVariable String id, @PathVariable String executionId) {
        WorkflowId workflow = WorkflowRefusals.workflow(id);
        return diagnoses
                .standing(WorkflowRefusals.execution(executionId))
                .filter(found -> found.state().workflowId().equals(workflow))
                .map(diagnoses::of)
                .orElseThrow(WorkflowRefusals::noExecution);
    }
}
