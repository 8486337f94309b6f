package io.omni.command.pipeline.generate;

import io.omni.command.http.DeadlineHttp;
import io.omni.command.http.HttpTrouble;
import io.omni.command.pipeline.StageFailure;
import io.omni.command.service.ServiceHttp;
import io.omni.command.service.ServiceUnavailable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where chat completions are asked for: an operator's URL, or the platform's own proxy. */
@FunctionalInterface
interface ChatEndpoint {

    /** Posts a request and returns the answer, whatever its status. */
    DeadlineHttp.Answer post(byte[] json, Duration timeout) throws StageFailure, InterruptedException;

    /** The endpoint that the settings name. */
    static ChatEndpoint of(LlmSettings settings, DeadlineHttp http, ServiceHttp services) {
        return settings.baseUrl() == null ? proxy(settings, services) : url(settings, http);
    }

    private static ChatEndpoint url(LlmSettings settings, DeadlineHttp http) {
        String url = String.valueOf(settings.baseUrl()).replaceAll("/+$", "") + "/chat/completions";
        return (json, timeout) -> {
            try {
                return http.exchange(new DeadlineHttp.Exchange(
                        url, "POST", headers(settings), json, timeout, settings.maxAnswerBytes()));
            } catch (HttpTrouble e) {
                throw failure(e, "The language model's endpoint gave no usable answer: " + e.getMessage() + ".");
            }
        };
    }

    private static ChatEndpoint proxy(LlmSettings settings, ServiceHttp services) {
        return (json, timeout) -> {
            try {
                var answer = services.send(new ServiceHttp.Call(
                        "litellm-proxy",
                        "POST",
                        "/v1/chat/completions",
                        headers(settings),
                        json,
                        timeout,
                        settings.maxAnswerBytes()));
                return new DeadlineHttp.Answer(answer.status(), answer.headers(), answer.body());
            } catch (ServiceUnavailable e) {
                throw failure(e.getCause(), "The service " + e.getMessage() + ".");
            }
        };
    }

    private static StageFailure failure(@Nullable Throwable cause, String sentence) {
        return cause instanceof HttpTrouble trouble && trouble.kind() == HttpTrouble.Kind.TOO_LARGE
                ? StageFailure.permanent(sentence, trouble)
                : StageFailure.transientTrouble(sentence, null, cause);
    }

    private static Map<String, String> headers(LlmSettings settings) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "application/json");
        if (settings.apiKey() != null) {
            headers.put("Authorization", "Bearer " + settings.apiKey());
        }
        return headers;
    }
}
