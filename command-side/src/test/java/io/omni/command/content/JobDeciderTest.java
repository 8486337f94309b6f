package io.omni.command.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omni.command.Refusal;
import io.omni.events.content.ContentJobEvent;
import io.omni.events.content.ContentJobState;
import io.omni.events.content.CreatorId;
import io.omni.events.content.JobCancelRequested;
import io.omni.events.content.JobExpired;
import io.omni.events.content.JobId;
import io.omni.events.content.JobKind;
import io.omni.events.content.JobQueued;
import io.omni.events.content.JobStatus;
import io.omni.events.content.ProjectId;
import io.omni.events.content.ScrapeInput;
import io.omni.events.content.ScrapeResult;
import io.omni.events.content.mind.Eclipse;
import io.omni.events.content.mind.EclipseInput;
import io.omni.events.content.mind.EclipseParameters;
import io.omni.events.content.mind.Lattice;
import io.omni.events.content.mind.LatticeInput;
import io.omni.events.content.mind.LatticeParameters;
import io.omni.events.content.mind.Mishap;
import io.omni.events.content.mind.Work;
import io.omni.events.content.mind.Zenith;
import io.omni.events.pipeline.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a job: tries, losses, cancellations and expiry. */
class JobDeciderTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
    private static final JobId JOB = JobId.of(JobKind.SCRAPE, "a cause");
    private static final Problem AWAY = new Problem("SOURCE_AWAY", "the source is away");

    private ContentJobState job = ContentJobState.evolve(
            null,
            new JobQueued(
                    JOB,
                    JobKind.SCRAPE,
                    ProjectId.next(),
                    CreatorId.next(),
                    null,
                    null,
                    Lattice.prioritise(LatticeInput.unknown(), LatticeParameters.DEFAULT),
                    Zenith.byOperator(Work.SCRAPE, "me"),
                    new ScrapeInput("folder", ".", null, NOW.minusSeconds(60), NOW, false),
                    NOW.plus(JobDecider.EXPIRY)),
            NOW);

    @Test
    void an_attempt_begins_once() {
        assertThat(decide(new StartJob(JOB, 1, "node"))).hasSize(1);
        assertThat(decide(new StartJob(JOB, 1, "other"))).isEmpty();
        assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void a_job_that_was_not_started_in_a_day_expires_and_says_so() {
        List<ContentJobEvent> events = decide(new StartJob(JOB, 1, "node"), NOW.plus(JobDecider.EXPIRY));

        assertThat(events).containsExactly(new JobExpired(JOB));
        assertThat(job.status()).isEqualTo(JobStatus.ERROR);
        assertThat(job.problem()).extracting(Problem::code).isEqualTo("JOB_EXPIRED");
        decide(new RetryJob(JOB, "me"), NOW.plus(JobDecider.EXPIRY));
        assertThat(decide(new StartJob(JOB, 2, "node"), NOW.plus(JobDecider.EXPIRY)))
                .hasSize(1);
    }

    @Test
    void a_passing_failure_waits_until_its_tries_are_used_up() {
        List<JobStatus> statuses = new ArrayList<>();
        for (int attempt = 1; !job.isEnded(); attempt++) {
            decide(new StartJob(JOB, attempt, "node"));
            decide(new ReportFailure(JOB, attempt, AWAY, Mishap.PASSING, null));
            statuses.add(job.status());
        }

        assertThat(statuses).endsWith(JobStatus.ERROR).startsWith(JobStatus.WAITING_RETRY);
        assertThat(statuses).hasSize(EclipseParameters.DEFAULT.mostTries());
        assertThat(job.problem()).isEqualTo(AWAY);
    }

    @Test
    void a_report_of_an_attempt_that_is_over_changes_nothing() {
        decide(new StartJob(JOB, 1, "node"));
        decide(new ReportLost(JOB, 1, "node"));

        assertThat(job.attempt()).isEqualTo(2);
        assertThat(decide(new ReportResult(JOB, 1, new ScrapeResult(1, 1, 0, 0))))
                .isEmpty();
        assertThat(decide(new ReportStep(JOB, 1, "LISTING", null, "late"))).isEmpty();
        assertThat(job.status()).isEqualTo(JobStatus.QUEUED);
    }

    @Test
    void a_waiting_job_is_cancelled_at_once_and_one_at_work_when_its_worker_lets_go() {
        decide(new StartJob(JOB, 1, "node"));
        assertThat(decide(new CancelJob(JOB, "me"))).containsExactly(new JobCancelRequested(JOB, "me"));
        assertThat(decide(new CancelJob(JOB, "me"))).isEmpty();
        decide(new ReportStopped(JOB, 1));

        assertThat(job.status()).isEqualTo(JobStatus.CANCELLED);
        assertThatThrownBy(() -> decide(new CancelJob(JOB, "me")))
                .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.code()).isEqualTo("JOB_NOT_RUNNING"));
        decide(new RetryJob(JOB, "me"));
        assertThatThrownBy(() -> decide(new RetryJob(JOB, "me")))
                .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.code()).isEqualTo("JOB_NOT_FAILED"));
        decide(new CancelJob(JOB, "me"));
        assertThat(job.status()).isEqualTo(JobStatus.CANCELLED);
    }

    @Test
    void a_job_whose_nodes_are_lost_again_and_again_fails_in_the_end() {
        for (int attempt = 1; !job.isEnded() && attempt < 100; attempt++) {
            decide(new StartJob(JOB, attempt, "node"));
            decide(new ReportLost(JOB, attempt, "node"));
        }

        assertThat(job.status()).isEqualTo(JobStatus.ERROR);
        assertThat(job.problem()).extracting(Problem::code).isEqualTo("NODE_LOST");
    }

    @Test
    void what_a_job_waits_for_is_said_once_and_not_when_it_is_at_work() {
        ReportWaiting waits = new ReportWaiting(JOB, 1, "WAITING_FOR_GPU", "no node has one");

        assertThat(decide(waits)).hasSize(1);
        assertThat(decide(waits)).isEmpty();
        assertThat(job.status()).isEqualTo(JobStatus.QUEUED);
        assertThat(job.message()).isEqualTo("no node has one");
        decide(new StartJob(JOB, 1, "node"));
        assertThat(decide(new ReportWaiting(JOB, 1, "WAITING_FOR_GPU", "still")))
                .isEmpty();
    }

    private List<ContentJobEvent> decide(JobCommand command) {
        return decide(command, NOW);
    }

    private List<ContentJobEvent> decide(JobCommand command, Instant at) {
        List<ContentJobEvent> events = JobDecider.decide(
                job,
                command,
                at,
                job.expiresAt(),
                question -> Eclipse.decide(
                        new EclipseInput(
                                Work.SCRAPE, question.mishap(), question.job().failures() + 1, 0, null, List.of()),
                        EclipseParameters.DEFAULT));
        events.forEach(event -> job = ContentJobState.evolve(job, event, at));
        return events;
    }
}
