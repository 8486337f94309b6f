package io.omni.api.sandbox;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/** LiteLLM's chat completions and models, in OpenAI's shapes. */
final class ChatService implements PlayedService {
    private final ScriptedModel model;
    private final Clock clock;
    private final AtomicLong answered = new AtomicLong();

    ChatService(ScriptedModel model, Clock clock) {
        this.model = model;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "litellm-proxy";
    }

    @Override
    public Reply answer(Asked asked) {
        if (asked.is("GET", "/v1/models")) {
            return Reply.ok(Map.of(
                    "object",
                    "list",
                    "data",
                    List.of(Map.of("id", ScriptedModel.NAME, "object", "model", "owned_by", "omni-sandbox"))));
        }
        return asked.is("POST", "/v1/chat/completions") ? complete(asked.json()) : Reply.notFound();
    }

    private Reply complete(JsonNode request) {
        if (!request.path("messages").isArray() || request.path("messages").isEmpty()) {
            return Reply.error(400, "Give messages.");
        }
        if (request.path("stream").booleanValue(false)) {
            return Reply.error(400, "The sandbox's model does not stream.");
        }
        var whole = new StringBuilder();
        var user = new StringBuilder();
        for (JsonNode message : request.path("messages")) {
            String content = message.path("content").stringValue("");
            whole.append(content).append('\n');
            if (message.path("role").stringValue("").equals("user")) {
                user.append(content).append('\n');
            }
        }
        String answer = model.answer(user.toString());
        int prompt = Tokens.count(whole.toString());
        int completion = Tokens.count(answer);
        return Reply.ok(Map.of(
                "id",
                "chatcmpl-sandbox-" + answered.incrementAndGet(),
                "object",
                "chat.completion",
                "created",
                clock.instant().getEpochSecond(),
                "model",
                ScriptedModel.NAME,
                "choices",
                List.of(Map.of(
                        "index",
                        0,
                        "message",
                        Map.of("role", "assistant", "content", answer),
                        "finish_reason",
                        "stop")),
                "usage",
                Map.of(
                        "prompt_tokens", prompt,
                        "completion_tokens", completion,
                        "total_tokens", prompt + completion)));
    }
}
