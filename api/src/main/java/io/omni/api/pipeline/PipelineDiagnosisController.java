package io.omni.api.pipeline;

import io.omni.api.edge.Access;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.api.run.Diagnosis;
import io.omni.api.run.PipelineDiagnoses;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows why pipelines are where they are. */
@RestController
@RequestMapping(PipelineController.PATH)
class PipelineDiagnosisController {
    private final PipelineDiagnoses diagnoses;

    PipelineDiagnosisController(PipelineDiagnoses diagnoses) {
        this.diagnoses = diagnoses;
    }

    /** Why a pipeline is where it is, from what really is at this moment: tasks, leases, nodes, breakers and services. */
    @Access(scope = Scope.READ, rate = RateCategory.READ, errors = ErrorCode.PIPELINE_NOT_FOUND)
    @GetMapping("/{id}/diagnosis")
    Diagnosis diagnosis(@PathVariable String id) {
        return diagnoses.of(Refusals.id(id)).orElseThrow(Refusals::notFound);
    }
}
