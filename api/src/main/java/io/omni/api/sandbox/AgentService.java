package io.omni.api.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** AI Coder Alpha's task API. A task is at work when it is posted and done when it is first asked for. */
final class AgentService implements PlayedService {
    private static final int MAX_TASKS = 500;

    private final ScriptedModel model;
    private final Map<String, Map<String, Object>> done = new LinkedHashMap<>();

    AgentService(ScriptedModel model) {
        this.model = model;
    }

    @Override
    public String name() {
        return "ai-coder-alpha";
    }

    @Override
    public synchronized Reply answer(Asked asked) {
        if (asked.is("POST", "/api/v1/tasks")) {
            return accept(asked.json());
        }
        if (asked.method().equals("GET") && asked.path().matches("/api/v1/tasks/[^/]+")) {
            Map<String, Object> task = done.get(asked.segments().getLast());
            return task == null ? Reply.error(404, "There is no such task.") : Reply.ok(task);
        }
        return Reply.notFound();
    }

    @Override
    public synchronized void reset() {
        done.clear();
    }

    private Reply accept(JsonNode request) {
        String instruction = request.path("instruction").stringValue("");
        if (instruction.isBlank()) {
            return Reply.error(422, "Give an instruction.");
        }
        String id = request.path("id").stringValue("task-" + (done.size() + 1));
        String context = request.path("context").isString()
                ? request.path("context").stringValue("")
                : request.path("context").toString();
        String prompt = "# Task\n\n" + instruction + "\n\n# Context\n\n" + context;
        String answer = model.answer(prompt);
        int read = Tokens.count(prompt);
        int written = Tokens.count(answer);
        if (done.size() >= MAX_TASKS) {
            done.remove(done.keySet().iterator().next());
        }
        done.putIfAbsent(
                id,
                Map.of(
                        "task_id",
                        id,
                        "status",
                        "completed",
                        "model",
                        ScriptedModel.NAME,
                        "result",
                        answer,
                        "usage",
                        Map.of("prompt_tokens", read, "completion_tokens", written, "total_tokens", read + written)));
        return new Reply(202, Map.of("task_id", id, "status", "queued"));
    }
}
