package io.omni.api.settings;

import org.jspecify.annotations.Nullable;

/**
 * Who writes the code ({@code OMNI_GENERATOR}, {@code OMNI_GENERATOR_COMMAND}).
 *
 * @param kind which generator
 * @param command the coding command line to run in the workspace; set exactly when {@code kind} is {@link Kind#COMMAND}
 */
public record GeneratorSettings(Kind kind, @Nullable String command) {

    /** The generators there are. */
    public enum Kind {
        /** Any OpenAI-compatible chat endpoint. */
        OPENAI,
        /** The coding agent service's task API. */
        AGENT,
        /** A coding command line run in the workspace. */
        COMMAND
    }
}
