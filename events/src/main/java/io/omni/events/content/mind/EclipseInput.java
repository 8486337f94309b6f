package io.omni.events.content.mind;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A failure that something must follow from.
 *
 * @param work what failed
 * @param mishap what kind of failure
 * @param tries how many tries have failed, this one too; those that were deferred don't count
 * @param deferrals how often it has been deferred before
 * @param askedSeconds how long the other side asked to wait; null when it didn't say
 * @param routes other ways that haven't been tried, the best first
 */
public record EclipseInput(
        Work work,
        Mishap mishap,
        int tries,
        int deferrals,
        @Nullable Double askedSeconds,
        List<String> routes) {
    /** Keeps its own copy of the routes. */
    public EclipseInput {
        routes = List.copyOf(routes);
    }
}
