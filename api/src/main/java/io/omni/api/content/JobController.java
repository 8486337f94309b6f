package io.omni.api.content;

import io.omni.api.edge.Access;
import io.omni.api.edge.Caller;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.IfMatch;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.api.edge.consistency.ReadsFrom;
import io.omni.api.edge.envelope.Enveloped;
import io.omni.command.content.CancelJob;
import io.omni.command.content.RetryJob;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.events.content.ContentJobState;
import io.omni.events.content.JobStatus;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Shows jobs with their attempts, ends them, and has them tried again. */
@Enveloped
@ReadsFrom({})
@RequestMapping(JobController.PATH)
class JobController {
    static final String PATH = "/v1/jobs";

    private final ContentAccess access;
    private final BackPressure pressure;
    private final CommandDispatcher commands;

    JobController(ContentAccess access, BackPressure pressure, CommandDispatcher commands) {
        this.access = access;
        this.pressure = pressure;
        this.commands = commands;
    }

    /** One job, with all its attempts. */
    @Access(scope = Scope.CONTENT, rate = RateCategory.CONTENT, errors = ErrorCode.JOB_NOT_FOUND)
    @GetMapping("/{job_id}")
    ResponseEntity<JobResponse> get(@PathVariable("job_id") String id, Caller caller) {
        ContentJobState job = access.job(id, caller);
        return ResponseEntity.ok().eTag(IfMatch.tag(job.version())).body(JobResponse.of(job));
    }

    /** Ends a job: at once while it waits, else as soon as its worker lets go. */
    @Access(
            scope = Scope.CONTENT,
            rate = RateCategory.CONTENT,
            answers = 202,
            errors = {ErrorCode.JOB_NOT_FOUND, ErrorCode.JOB_NOT_RUNNING})
    @PostMapping("/{job_id}/cancel")
    ResponseEntity<JobResponse> cancel(@PathVariable("job_id") String id, Caller caller) {
        ContentJobState job = access.job(id, caller);
        if (!(caller.isResumed() && job.cancelledBy() != null)) {
            commands.send(new CancelJob(job.jobId(), caller.actor()), caller.metadata());
        }
        return accepted(id, caller);
    }

    /** Has a job tried again that failed, expired or was ended. */
    @Access(
            scope = Scope.CONTENT,
            rate = RateCategory.CONTENT,
            answers = 202,
            errors = {
                ErrorCode.JOB_NOT_FOUND,
                ErrorCode.JOB_NOT_FAILED,
                ErrorCode.EDIT_ALREADY_IN_PROGRESS,
                ErrorCode.UPLOAD_EXISTS,
                ErrorCode.UPLOAD_FAILED,
                ErrorCode.SCHEDULER_BUSY
            })
    @PostMapping("/{job_id}/retry")
    ResponseEntity<JobResponse> retry(@PathVariable("job_id") String id, Caller caller) {
        ContentJobState job = access.job(id, caller);
        pressure.admit(job.kind(), job.projectId(), caller);
        if (!(caller.isResumed() && (job.status() == JobStatus.QUEUED || job.status() == JobStatus.RUNNING))) {
            commands.send(new RetryJob(job.jobId(), caller.actor()), caller.metadata());
        }
        return accepted(id, caller);
    }

    private ResponseEntity<JobResponse> accepted(String id, Caller caller) {
        return ResponseEntity.accepted()
                .location(URI.create(PATH + "/" + id))
                .body(JobResponse.of(access.job(id, caller)));
    }
}
