package io.omni.command.pipeline.generate;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The chat completions endpoint.
 *
 * @param baseUrl an http or https URL up to and without {@code /chat/completions}, for example {@code https://llm.example/v1}; null
 *     for the catalogue's {@code litellm-proxy}
 * @param apiKey sent as a bearer token; null for none
 * @param model the model when a pipeline names none; default {@code gpt-4o}
 * @param timeout the longest that one answer may take; default 10 minutes
 * @param maxAnswerBytes the most bytes of one answer; default 8 MiB
 */
public record LlmSettings(
        @Nullable URI baseUrl, @Nullable String apiKey, String model, Duration timeout, int maxAnswerBytes) {

    /** @throws IllegalArgumentException when the URL is not one that can be called */
    public LlmSettings {
        if (baseUrl != null) {
            boolean http = "http".equals(baseUrl.getScheme()) || "https".equals(baseUrl.getScheme());
            if (!http
                    || baseUrl.getHost() == null
                    || baseUrl.getRawQuery() != null
                    || baseUrl.getRawUserInfo() != null) {
                throw new IllegalArgumentException(
                        "the base URL of the language model must be an http or https URL without user name and query");
            }
        }
    }

    /** The defaults: the platform's own proxy. */
    public static LlmSettings defaults() {
        return new LlmSettings(null, null, "gpt-4o", Duration.ofMinutes(10), 8 << 20);
    }

    /** Without the key, so that it can't slip into a log. */
    @Override
    public String toString() {
        return "LlmSettings[baseUrl=" + baseUrl + ", model=" + model + ", timeout=" + timeout + "]";
    }
}
