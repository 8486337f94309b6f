package io.omni.command.knowledge.source;

import io.omni.command.knowledge.KnowledgeSettings;
import io.omni.command.service.ServiceHttp;
import io.omni.command.service.ServiceUnavailable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls services that speak JSON, within the settings' deadline and size limit. */
@Component
final class ServiceJson {
    private static final int MAX_TEXT = 16_000;

    private final ServiceHttp http;
    private final JsonMapper json;
    private final KnowledgeSettings settings;

    ServiceJson(ServiceHttp http, JsonMapper json, KnowledgeSettings settings) {
        this.http = http;
        this.json = json;
        this.settings = settings;
    }

    /**
     * A service's answer to a call.
     *
     * @param status the HTTP status
     * @param body the body; a missing node when it isn't JSON
     */
    record Reply(int status, JsonNode body) {
        boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    /** Calls, whatever the status of the answer. */
    Reply call(String service, String method, String path, @Nullable Object body)
            throws ServiceUnavailable, InterruptedException {
        byte[] bytes = body == null ? new byte[0] : json.writeValueAsBytes(body);
        Map<String, String> headers = body == null
                ? Map.of("Accept", "application/json")
                : Map.of("Accept", "application/json", "Content-Type", "application/json");
        ServiceHttp.Answer answer = http.send(new ServiceHttp.Call(
                service, method, path, headers, bytes, settings.sourceTimeout(), settings.maxSourceAnswerBytes()));
        try {
            return new Reply(answer.status(), json.readTree(answer.body()));
        } catch (JacksonException e) {
            if (answer.status() >= 200 && answer.status() < 300) {
                throw new ServiceUnavailable(service, "answered " + path + " with something that is no JSON", e);
            }
            return new Reply(answer.status(), json.missingNode());
        }
    }

    /** Calls, and takes only a 2xx for an answer. */
    JsonNode ask(String service, String method, String path, @Nullable Object body)
            throws ServiceUnavailable, InterruptedException {
        Reply reply = call(service, method, path, body);
        if (!reply.isSuccess()) {
            throw new ServiceUnavailable(service, "answered " + method + " " + path + " with " + reply.status(), null);
        }
        return reply.body();
    }

    /** The first of these members that is a text, cut to what a passage may have; empty when none is. */
    static String text(JsonNode object, String... members) {
        for (String member : members) {
            String text = object.path(member).asString("");
            if (!text.isBlank()) {
                return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
            }
        }
        return "";
    }
}
