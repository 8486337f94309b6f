package io.omni.command.workflow.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.omni.command.http.DeadlineHttp;
import io.omni.command.http.RawServer;
import io.omni.command.service.BreakerSettings;
import io.omni.command.service.HttpServiceClient;
import io.omni.command.service.TestCatalog;
import io.omni.command.workflow.ExecutionCommand;
import io.omni.command.workflow.ReportStepFailure;
import io.omni.command.workflow.ReportStepResult;
import io.omni.events.workflow.ExecutionId;
import io.omni.events.workflow.ExecutionStarted;
import io.omni.events.workflow.ExecutionState;
import io.omni.events.workflow.OnFailure;
import io.omni.events.workflow.RetryRule;
import io.omni.events.workflow.StartedBy;
import io.omni.events.workflow.StepDefinition;
import io.omni.events.workflow.Trigger;
import io.omni.events.workflow.WorkflowDefinition;
import io.omni.events.workflow.WorkflowId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What a step makes of services that answer with something else than a small JSON. */
class StepCallerTest {
    private final DeadlineHttp http = new DeadlineHttp();

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void html_is_taken_as_a_text() throws Exception {
        try (var server = RawServer.answering(200, "Content-Type: text/html\r\n", "<html><h1>Hello</h1></html>")) {
            assertThat(completed(call(server, 10)).output()).isEqualTo("<html><h1>Hello</h1></html>");
        }
    }

    @Test
    void html_that_claims_to_be_json_fails_the_step_for_good() throws Exception {
        try (var server = RawServer.answering(200, "Content-Type: application/json\r\n", "<html></html>")) {
            ReportStepFailure failed = failed(call(server, 10));

            assertThat(failed.failure().passing()).isFalse();
            assertThat(failed.failure().problem().message()).contains("neither JSON nor a text");
        }
    }

    @Test
    void nothing_is_an_output_of_null() throws Exception {
        try (var server = RawServer.answering(200, "", "")) {
            assertThat(completed(call(server, 10)).output()).isNull();
        }
    }

    @Test
    void two_megabytes_of_json_fail_the_step_for_good_and_are_not_kept() throws Exception {
        String large = "{\"text\":\"" + "x".repeat(2 << 20) + "\"}";
        try (var server = RawServer.answering(200, "Content-Type: application/json\r\n", large)) {
            ReportStepFailure failed = failed(call(server, 10));

            assertThat(failed.failure().passing()).isFalse();
            assertThat(failed.failure().problem().code()).isEqualTo("STEP_FAILED");
            assertThat(failed.failure().problem().message()).hasSizeLessThan(1_000);
        }
    }

    @Test
    void a_service_that_hangs_is_given_up_at_the_steps_timeout_and_may_be_tried_again() throws Exception {
        try (var server = new RawServer(_ -> TimeUnit.SECONDS.sleep(60))) {
            ReportStepFailure failed = failed(call(server, 1));

            assertThat(failed.failure().passing()).isTrue();
            assertThat(failed.failure().problem().code()).isEqualTo("TIMEOUT");
        }
    }

    @Test
    void a_connection_that_is_closed_without_an_answer_may_be_tried_again() throws Exception {
        try (var server = RawServer.answering("")) {
            ReportStepFailure failed = failed(call(server, 10));

            assertThat(failed.failure().passing()).isTrue();
            assertThat(failed.failure().problem().code()).isEqualTo("SERVICE_UNAVAILABLE");
        }
    }

    private ExecutionCommand call(RawServer server, int timeoutSeconds) throws InterruptedException {
        HttpServiceClient services = new HttpServiceClient(
                TestCatalog.http("svc", server.url()),
                http,
                new SimpleMeterRegistry(),
                BreakerSettings.defaults(),
                Clock.systemUTC());
        StepDefinition step = new StepDefinition(
                "a", "svc", "GET /", null, List.of(), RetryRule.NONE, timeoutSeconds, OnFailure.FAIL, null);
        ExecutionId id = ExecutionId.next();
        WorkflowDefinition definition = new WorkflowDefinition("test", null, Trigger.MANUAL, List.of(step), null, true);
        ExecutionState execution = ExecutionState.evolve(
                null,
                new ExecutionStarted(id, WorkflowId.next(), 1, definition, Map.of(), Map.of(), StartedBy.CALL, false),
                Instant.parse("2026-01-15T10:30:05Z"));
        return new StepCaller(services, JsonMapper.shared()).call(execution, step, new StepTask(id, "a", 1, Map.of()));
    }

    private static ReportStepResult completed(ExecutionCommand report) {
        assertThat(report).isInstanceOf(ReportStepResult.class);
        return (ReportStepResult) report;
    }

    private static ReportStepFailure failed(ExecutionCommand report) {
        assertThat(report).isInstanceOf(ReportStepFailure.class);
        return (ReportStepFailure) report;
    }
}
