package io.omni.api.settings;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The language model endpoint ({@code OMNI_LLM_BASE_URL}, {@code _API_KEY}, {@code _MODEL}).
 *
 * @param baseUrl an OpenAI-compatible endpoint (http or https); null leaves the choice to the profile
 * @param apiKey the bearer key; null when the endpoint asks for none
 * @param model the model asked for when a pipeline names none; null leaves the choice to the endpoint's adapter
 */
public record LlmSettings(
        @Nullable URI baseUrl,
        @Nullable String apiKey,
        @Nullable String model) {

    /** Without the key, so that it reaches no log. */
    @Override
    public String toString() {
        return "LlmSettings[" + baseUrl + ", " + model + "]";
    }
}
