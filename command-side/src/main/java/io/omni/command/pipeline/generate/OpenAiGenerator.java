package io.omni.command.pipeline.generate;

import io.omni.command.http.DeadlineHttp;
import io.omni.command.http.RetryAfter;
import io.omni.command.pipeline.StageFailure;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks an endpoint that is compatible with OpenAI's chat completions
 * (<a href="https://platform.openai.com/docs/api-reference/chat/create">Create chat completion</a>).
 */
final class OpenAiGenerator implements CodeGenerator {
    private static final int MAX_REASON = 300;

    private final ChatEndpoint endpoint;
    private final LlmSettings settings;
    private final JsonMapper json;
    private final Clock clock;

    OpenAiGenerator(ChatEndpoint endpoint, LlmSettings settings, JsonMapper json, Clock clock) {
        this.endpoint = endpoint;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public Set<String> services() {
        return settings.baseUrl() == null ? Set.of("litellm-proxy") : Set.of();
    }

    @Override
    public AnswerFormat answerFormat() {
        return AnswerFormat.DIFF_BLOCKS;
    }

    @Override
    public Generation generate(Request request) throws StageFailure, InterruptedException {
        String wanted = request.context().pipeline().config().model();
        String model = wanted == null ? settings.model() : wanted;
        byte[] body = json.writeValueAsBytes(Map.of(
                "model",
                model,
                "stream",
                false,
                "messages",
                List.of(
                        Map.of("role", "system", "content", request.prompt().system()),
                        Map.of("role", "user", "content", request.prompt().user()))));
        DeadlineHttp.Answer answer = endpoint.post(body, shorter(settings.timeout(), request.timeLeft()));
        if (answer.status() != 200) {
            throw refused(answer, model);
        }
        return read(answer.body(), model);
    }

    private Generation read(byte[] body, String model) throws StageFailure {
        String start = new String(body, 0, Math.min(body.length, 100), StandardCharsets.UTF_8).strip();
        if (start.isEmpty()) {
            throw StageFailure.transientTrouble("The language model's endpoint sent an empty answer.", null, null);
        }
        if (start.startsWith("<")) {
            // A proxy shows such pages in passing trouble too.
            throw StageFailure.transientTrouble(
                    "The language model's endpoint answered with a web page instead of a completion;"
                            + " check its base URL (it usually ends in /v1) and that no sign-in page is in between.",
                    null,
                    null);
        }
        JsonNode completion;
        try {
            completion = json.readTree(body);
        } catch (JacksonException e) {
            throw StageFailure.transientTrouble("The language model's answer is no whole JSON.", null, e);
        }
        JsonNode choice = completion.path("choices").path(0);
        String text = choice.path("message").path("content").stringValue("");
        String end = choice.path("finish_reason").stringValue("");
        if (end.equals("content_filter")) {
            throw StageFailure.permanent(
                    "The language model's provider filtered the answer; word the task differently.", null);
        }
        if (end.equals("length")) {
            throw StageFailure.repairable(
                    "The language model's answer was cut off at its length limit.",
                    "Your answer was cut off at its length limit. Give a shorter one: only the diff, and only what must change.",
                    List.of());
        }
        if (text.isBlank()) {
            throw StageFailure.repairable(
                    "The language model's answer holds no text.",
                    "Your answer was empty. Give the whole change as a unified diff in a ```diff block.",
                    List.of());
        }
        return new Generation(
                text, null, completion.path("model").stringValue(model), UsageJson.read(completion.path("usage")));
    }

    private StageFailure refused(DeadlineHttp.Answer answer, String model) {
        int status = answer.status();
        if (status >= 500 || status == 408 || status == 409 || status == 425 || status == 429) {
            String why = status == 429 ? "is over its rate limit (429)" : "failed with status " + status;
            return StageFailure.transientTrouble(
                    "The language model's endpoint " + why + ".",
                    RetryAfter.of(answer.header("retry-after"), clock.instant()),
                    null);
        }
        return StageFailure.permanent(
                switch (status) {
                    case 400, 413, 422 ->
                        "The language model's endpoint refused the request (" + status + ")" + reason(answer)
                                + "; a smaller max_context_tokens may help.";
                    case 401 -> "The language model's endpoint does not accept the API key (401); set a valid one.";
                    case 403 -> "The API key may not use the model '" + model + "' (403); use another key or model.";
                    case 404 ->
                        "The language model's endpoint knows no model '" + model + "' or the base URL is wrong (404).";
                    default ->
                        "The language model's endpoint answered with the unexpected status " + status
                                + "; check its base URL.";
                },
                null);
    }

    /** What the endpoint says about a refusal, without the key should it be quoted there. */
    private String reason(DeadlineHttp.Answer answer) {
        try {
            String said =
                    json.readTree(answer.body()).path("error").path("message").stringValue("");
            if (settings.apiKey() != null) {
                said = said.replace(settings.apiKey(), "***");
            }
            said = said.strip().replaceAll("\\s+", " ").replaceAll("[.]+$", "");
            return said.isEmpty()
                    ? ""
                    : ": " + (said.length() > MAX_REASON ? said.substring(0, MAX_REASON) + "…" : said);
        } catch (JacksonException e) {
            // A refusal without JSON is a refusal all the same; it only gives no reason.
            return "";
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
