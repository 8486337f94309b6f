package io.omni.events.content;

import org.jspecify.annotations.Nullable;

/**
 * A job got on: a state of its worker's state machine, or progress within it.
 *
 * @param jobId the job
 * @param attempt the attempt, from 1
 * @param step the state, upper snake case, for example {@code DOWNLOADING}
 * @param progress 0..1 within the job; null when it is not known
 * @param message what happens, in a sentence
 */
public record JobStepReached(
        JobId jobId, int attempt, String step, @Nullable Double progress, String message) implements ContentJobEvent {}
