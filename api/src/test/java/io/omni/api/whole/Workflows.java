package io.omni.api.whole;

import io.omni.api.whole.Api.Answer;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What tests do with workflows over HTTP. */
final class Workflows {
    static final String PATH = "/api/v1/workflows";
    static final Duration LONGEST = Duration.ofSeconds(60);

    private Workflows() {}

    static String create(Api api, String definition) {
        Answer answer = api.post(PATH, definition);
        if (answer.status() != 201) {
            throw new AssertionError("the workflow was not created: " + answer);
        }
        return answer.json().path("workflow_id").asString();
    }

    static String execute(Api api, String workflow, String body) {
        Answer answer = api.post(PATH + "/" + workflow + "/execute", body);
        if (answer.status() != 202) {
            throw new AssertionError("the workflow was not started: " + answer);
        }
        return answer.json().path("execution_id").asString();
    }

    static JsonNode execution(Api api, String workflow, String execution) {
        return api.read(PATH + "/" + workflow + "/executions/" + execution);
    }

    static JsonNode ended(Api api, String workflow, String execution) {
        return Waiting.until(
                execution + " has ended",
                LONGEST,
                () -> execution(api, workflow, execution),
                e -> List.of("completed", "failed", "cancelled")
                        .contains(e.path("status").asString()));
    }

    static List<JsonNode> executions(Api api, String workflow) {
        return api.read(PATH + "/" + workflow + "/executions?limit=200")
                .path("executions")
                .valueStream()
                .toList();
    }

    static JsonNode step(JsonNode execution, String name) {
        return execution
                .path("steps")
                .valueStream()
                .filter(step -> step.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no step " + name + " in " + execution));
    }
}
