package io.omni.command.eventstore;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.omni.command.Command;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts the commands by their type and what came of them. */
final class CommandCounts {
    // A command's class is a label that never changes; looking its counters up costs one read.
    private final ClassValue<Map<Outcome, Counter>> counters;

    CommandCounts(MeterRegistry meters) {
        counters = new ClassValue<>() {
            @Override
            protected Map<Outcome, Counter> computeValue(Class<?> type) {
                Map<Outcome, Counter> byOutcome = new EnumMap<>(Outcome.class);
                for (Outcome outcome : Outcome.values()) {
                    byOutcome.put(
                            outcome,
                            Counter.builder("omni.commands")
                                    .description("Commands sent, by type and by what came of them")
                                    .tag("type", type.getSimpleName())
                                    .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                                    .register(meters));
                }
                return byOutcome;
            }
        };
    }

    /** What came of a command. */
    enum Outcome {
        /** It changed something, durably. */
        CHANGED,
        /** It was accepted, but there was nothing to change. */
        UNCHANGED,
        /** A rule refused it. */
        REFUSED,
        /** The event store could not be reached. */
        UNAVAILABLE,
        /** It met an error of the program. */
        FAILED
    }

    void count(Command command, Outcome outcome) {
        counters.get(command.getClass()).get(outcome).increment();
    }
}
