package io.omni.command.pipeline.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.omni.command.pipeline.StageFailure;
import io.omni.command.pipeline.StageFailure.Kind;
import io.omni.command.pipeline.generate.CodeGenerator.Prompt;
import io.omni.command.service.ServiceHttp;
import io.omni.command.service.ServiceUnavailable;
import io.omni.events.pipeline.Stage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class AgentGeneratorTest {
    private final JsonMapper json = JsonMapper.builder().build();
    private final List<ServiceHttp.Call> calls = new ArrayList<>();
    private final Deque<ServiceHttp.Answer> answers = new ArrayDeque<>();

    @Test
    void the_task_is_posted_under_an_id_of_our_own_and_asked_for_until_done() throws Exception {
        answer(202, "{\"task_id\":\"t-1\",\"status\":\"queued\"}");
        answer(200, "{\"task_id\":\"t-1\",\"status\":\"running\"}");
        answer(
                200,
                json.writeValueAsString(Map.of(
                        "task_id",
                        "t-1",
                        "status",
                        "completed",
                        "result",
                        "I did it",
                        "patch",
                        Fixtures.DIFF,
                        "usage",
                        Map.of("prompt_tokens", 3, "completion_tokens", 4))));

        var request = request(Duration.ofSeconds(50));
        var generation = generator().generate(request);

        assertThat(generation.patch()).isEqualTo(Fixtures.DIFF);
        assertThat(generation.answer()).isEqualTo("I did it");
        assertThat(generation.usage()).isEqualTo(new CodeGenerator.TokenUsage(3, 4, 7));
        var posted = json.readTree(calls.getFirst().body());
        assertThat(posted.path("id").stringValue(""))
                .isEqualTo(request.context().pipeline().pipelineId() + "-1-7");
        assertThat(posted.path("instruction").stringValue("")).isEqualTo("Make it new");
        assertThat(calls)
                .extracting(ServiceHttp.Call::path)
                .containsExactly("/api/v1/tasks", "/api/v1/tasks/t-1", "/api/v1/tasks/t-1");
    }

    @Test
    void a_result_without_a_patch_is_left_to_be_read() throws Exception {
        answer(200, json.writeValueAsString(Map.of("status", "completed", "result", Fixtures.ANSWER)));

        var generation = generator().generate(request(Duration.ofSeconds(50)));

        assertThat(generation.patch()).isNull();
        assertThat(generation.answer()).isEqualTo(Fixtures.ANSWER);
    }

    @Test
    void troubles_are_told_apart() {
        answer(503, "");
        assertThat(failure(50).kind()).isEqualTo(Kind.TRANSIENT);
        answer(422, "{}");
        assertThat(failure(50).kind()).isEqualTo(Kind.PERMANENT);
        answer(200, "<html>");
        assertThat(failure(50).kind()).isEqualTo(Kind.TRANSIENT);
        answer(200, "{\"status\":\"failed\"}");
        assertThat(failure(50).kind()).isEqualTo(Kind.PERMANENT);
        answer(202, "{\"task_id\":\"../../secrets\",\"status\":\"queued\"}");
        assertThat(failure(50).kind()).isEqualTo(Kind.PERMANENT);
        assertThat(failure(50).kind()).as("unavailable").isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void an_agent_that_never_ends_is_given_up_in_time() {
        answer(202, "{\"task_id\":\"t-1\",\"status\":\"queued\"}");
        assertThat(failure(0).problem().code()).isEqualTo("TIMEOUT");
    }

    private StageFailure failure(long seconds) {
        return catchThrowableOfType(
                StageFailure.class, () -> generator().generate(request(Duration.ofSeconds(seconds))));
    }

    private AgentGenerator generator() {
        ServiceHttp services = call -> {
            calls.add(call);
            if (answers.isEmpty()) {
                throw new ServiceUnavailable(call.service(), "it is gone", null);
            }
            return answers.pop();
        };
        return new AgentGenerator(services, Duration.ofMillis(1), json, Clock.systemUTC());
    }

    private void answer(int status, String body) {
        answers.add(new ServiceHttp.Answer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
    }

    private static CodeGenerator.Request request(Duration left) {
        return new CodeGenerator.Request(Fixtures.first(Stage.GENERATE, null), new Prompt("system", "user"), left);
    }
}
