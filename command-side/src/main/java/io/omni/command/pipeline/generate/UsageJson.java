package io.omni.command.pipeline.generate;

import io.omni.command.pipeline.generate.CodeGenerator.TokenUsage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the {@code usage} object of an answer, which has OpenAI's members everywhere. */
final class UsageJson {
    private UsageJson() {}

    static @Nullable TokenUsage read(JsonNode usage) {
        if (!usage.isObject()) {
            return null;
        }
        long prompt = usage.path("prompt_tokens").longValue(0);
        long completion = usage.path("completion_tokens").longValue(0);
        return new TokenUsage(prompt, completion, usage.path("total_tokens").longValue(prompt + completion));
    }
}
