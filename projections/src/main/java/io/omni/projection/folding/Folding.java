package io.omni.projection.folding;

import java.time.Instant;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How the events of one kind of aggregate become its state.
 *
 * @param id the aggregate's id in an event
 * @param fold the one fold of its events
 * @param version how many events a state has
 */
public record Folding<E, S>(Function<E, String> id, Fold<E, S> fold, ToLongFunction<S> version) {

    /** The state after an event. */
    @FunctionalInterface
    public interface Fold<E, S> {
        S evolve(@Nullable S state, E event, Instant at);
    }
}
