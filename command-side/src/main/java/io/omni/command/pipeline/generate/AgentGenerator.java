package io.omni.command.pipeline.generate;

import io.omni.command.http.HttpTrouble;
import io.omni.command.http.RetryAfter;
import io.omni.command.pipeline.StageFailure;
import io.omni.command.pipeline.work.StageContext;
import io.omni.command.service.ServiceHttp;
import io.omni.command.service.ServiceUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives the task to AI Coder Alpha: posts it to {@code /api/v1/tasks} under an id of our own, so that posting it again after a crash
 * finds the same task, and asks until it is done.
 */
final class AgentGenerator implements CodeGenerator {
    private static final String SERVICE = "ai-coder-alpha";
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_ANSWER_BYTES = 8 << 20;
    private static final Set<String> AT_WORK = Set.of("queued", "pending", "running", "in_progress", "accepted");
    private static final Set<String> DONE = Set.of("completed", "succeeded", "done");

    private final ServiceHttp services;
    private final Duration pollInterval;
    private final JsonMapper json;
    private final Clock clock;

    AgentGenerator(ServiceHttp services, Duration pollInterval, JsonMapper json, Clock clock) {
        this.services = services;
        this.pollInterval = pollInterval;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "agent";
    }

    @Override
    public Set<String> services() {
        return Set.of(SERVICE);
    }

    @Override
    public AnswerFormat answerFormat() {
        return AnswerFormat.DIFF_BLOCKS;
    }

    @Override
    public Generation generate(Request request) throws StageFailure, InterruptedException {
        Instant until = clock.instant().plus(request.timeLeft());
        StageContext context = request.context();
        String ours = context.pipeline().pipelineId() + "-" + context.iteration() + "-" + context.attempt();
        JsonNode task = call("POST", "/api/v1/tasks", ours, json.writeValueAsBytes(task(request, ours)));
        String taskId = task.path("task_id").stringValue(ours);
        if (!taskId.matches("[A-Za-z0-9._-]{1,200}")) {
            throw StageFailure.permanent("AI Coder Alpha gave its task an id that can't be asked for.", null);
        }
        context.log().info("AI Coder Alpha works on the task " + taskId);
        while (AT_WORK.contains(status(task))) {
            if (!clock.instant().plus(pollInterval).isBefore(until)) {
                throw StageFailure.timeout("AI Coder Alpha was not done in time.");
            }
            Thread.sleep(pollInterval);
            task = call("GET", "/api/v1/tasks/" + taskId, ours, new byte[0]);
        }
        if (!DONE.contains(status(task))) {
            throw StageFailure.permanent("AI Coder Alpha ended its task with the status '" + status(task) + "'.", null);
        }
        String patch = task.path("patch").stringValue("");
        String result = task.path("result").stringValue(patch);
        return new Generation(
                result,
                patch.isBlank() ? null : patch,
                task.path("model").stringValue(null),
                UsageJson.read(task.path("usage")));
    }

    private static Map<String, Object> task(Request request, String ours) {
        var pipeline = request.context().pipeline();
        var task = new LinkedHashMap<String, Object>();
        task.put("id", ours);
        task.put("instruction", pipeline.task());
        task.put("context", request.prompt().system() + "\n" + request.prompt().user());
        task.put("repo", pipeline.config().repoUrl().value());
        task.put("branch", pipeline.config().branch().value());
        if (pipeline.config().model() != null) {
            task.put("model", pipeline.config().model());
        }
        return task;
    }

    private JsonNode call(String method, String path, String key, byte[] body)
            throws StageFailure, InterruptedException {
        ServiceHttp.Answer answer;
        try {
            answer = services.send(new ServiceHttp.Call(
                    SERVICE,
                    method,
                    path,
                    Map.of("Content-Type", "application/json", "Idempotency-Key", key),
                    body,
                    CALL_TIMEOUT,
                    MAX_ANSWER_BYTES));
        } catch (ServiceUnavailable e) {
            boolean tooLarge = e.getCause() instanceof HttpTrouble t && t.kind() == HttpTrouble.Kind.TOO_LARGE;
            String sentence = "The service " + e.getMessage() + ".";
            throw tooLarge ? StageFailure.permanent(sentence, e) : StageFailure.transientTrouble(sentence, null, e);
        }
        int status = answer.status();
        if (status >= 500 || status == 429 || status == 408 || (status == 404 && method.equals("GET"))) {
            String wait = answer.headers().getOrDefault("retry-after", List.of()).stream()
                    .findFirst()
                    .orElse(null);
            throw StageFailure.transientTrouble(
                    "AI Coder Alpha answered with status " + status + ".", RetryAfter.of(wait, clock.instant()), null);
        }
        if (status >= 300) {
            throw StageFailure.permanent("AI Coder Alpha refused the task with status " + status + ".", null);
        }
        try {
            return json.readTree(answer.body());
        } catch (JacksonException e) {
            throw StageFailure.transientTrouble("AI Coder Alpha's answer is no whole JSON.", null, e);
        }
    }

    private static String status(JsonNode task) {
        return task.path("status").stringValue("unknown");
    }
}
