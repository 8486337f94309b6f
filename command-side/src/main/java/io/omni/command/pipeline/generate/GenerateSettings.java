package io.omni.command.pipeline.generate;

import java.time.Duration;
import java.util.List;

/**
 * Who writes the code.
 *
 * @param generator which generator is asked; default {@link Generator#OPENAI}
 * @param timeout the longest that one attempt of the stage may take; default 15 minutes
 * @param agentPollInterval how often the agent is asked whether it is done; default 2 seconds
 * @param command the coding program and its arguments, which reads the prompt from its standard input; empty unless the generator
 *     is {@link Generator#COMMAND}
 */
public record GenerateSettings(
        Generator generator, Duration timeout, Duration agentPollInterval, List<String> command) {

    /** Keeps its own copy of the command, and refuses to start without one where it is needed. */
    public GenerateSettings {
        command = List.copyOf(command);
        if (generator == Generator.COMMAND && command.isEmpty()) {
            throw new IllegalArgumentException("the generator 'command' needs the coding program to run");
        }
    }

    /** The defaults. */
    public static GenerateSettings defaults() {
        return new GenerateSettings(Generator.OPENAI, Duration.ofMinutes(15), Duration.ofSeconds(2), List.of());
    }

    /** The generators. */
    public enum Generator {
        /** An endpoint that is compatible with OpenAI's chat completions. */
        OPENAI,
        /** AI Coder Alpha's task API. */
        AGENT,
        /** A coding program run in the checkout. */
        COMMAND
    }
}
