package io.omni.command.pipeline.generate;

import io.omni.command.pipeline.StageFailure;
import io.omni.command.pipeline.work.StageContext;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes code for a task. */
public interface CodeGenerator {

    /** Its name in settings and outputs. */
    String name();

    /** How it hands over what it wrote. */
    AnswerFormat answerFormat();

    /** The managed services that it calls, by their catalogue names. */
    default Set<String> services() {
        return Set.of();
    }

    /**
     * Asks for the code.
     *
     * @throws StageFailure when there is no answer to work with
     * @throws InterruptedException when the stage is told to stop
     */
    Generation generate(Request request) throws StageFailure, InterruptedException;

    /** How a generator hands over what it wrote. */
    enum AnswerFormat {
        /** A text with unified diffs in fenced {@code diff} blocks. */
        DIFF_BLOCKS,
        /** Files that it edits in the checkout. */
        EDITED_FILES
    }

    /**
     * What a generator is asked.
     *
     * @param context the stage's context
     * @param prompt what it is told
     * @param timeLeft how long it may take
     */
    record Request(StageContext context, Prompt prompt, Duration timeLeft) {}

    /**
     * What a generator is told.
     *
     * @param system the rules and the answer's format
     * @param user the task and the data for it
     */
    record Prompt(String system, String user) {}

    /**
     * What a generator answered.
     *
     * @param answer its text
     * @param patch its unified diff; null when that is to be taken from the text
     * @param model the model that answered; null when not told
     * @param usage the tokens it took; null when not told
     */
    record Generation(
            String answer,
            @Nullable String patch,
            @Nullable String model,
            @Nullable TokenUsage usage) {}

    /**
     * The tokens that an answer took.
     *
     * @param promptTokens tokens read
     * @param completionTokens tokens written
     * @param totalTokens both
     */
    record TokenUsage(long promptTokens, long completionTokens, long totalTokens) {}
}
