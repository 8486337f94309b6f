package io.omni.command.content.media;

import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/** Is told how far some work is. Called from several threads, but never at the same time. */
@FunctionalInterface
public interface Steps {
    /**
     * The work has got on.
     *
     * @param step its state, upper snake case
     * @param progress 0..1 within the whole work; null when it isn't known
     * @param message what happens, in a few words
     * @throws InterruptedException when it has to stop
     */
    void step(String step, @Nullable Double progress, String message) throws InterruptedException;

    /**
     * Turns seconds of material into progress within a step.
     *
     * @param from the work's progress at the beginning of the step
     * @param to the work's progress at its end
     * @param seconds how much material there is
     */
    default DoubleConsumer within(String step, double from, double to, double seconds) {
        Thread worker = Thread.currentThread();
        return done -> {
            double share = seconds <= 0 ? 0 : Math.clamp(done / seconds, 0.0, 1.0);
            try {
                step(step, from + (to - from) * share, Math.round(done) + " of " + Math.round(seconds) + " s");
            } catch (InterruptedException stop) {
                // The lines of a program are read on another thread; the one that waits for the program has to stop.
                worker.interrupt();
            }
        };
    }
}
