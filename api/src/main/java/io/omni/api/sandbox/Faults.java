package io.omni.api.sandbox;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The faults that are switched on, by service. */
final class Faults {
    private static final Fault NO_FAULT = new Fault(Mode.NONE, null, new AtomicLong());

    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final Clock clock;

    Faults(Clock clock) {
        this.clock = clock;
    }

    /** What is wrong with a service. */
    enum Mode {
        /** Nothing. */
        NONE,
        /** Connections are closed without an answer. */
        DOWN,
        /** Answers come late. */
        SLOW,
        /** Every answer is a 500. */
        ERROR,
        /** Every other call meets a closed connection. */
        FLAPPING;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Mode> parse(@Nullable String wireName) {
            return Arrays.stream(values())
                    .filter(m -> m.wireName().equals(wireName))
                    .findFirst();
        }
    }

    /** A fault, until when it lasts (null: until it is switched off), and the calls it has met. */
    record Fault(Mode mode, @Nullable Instant until, AtomicLong met) {}

    void set(String service, Mode mode, @Nullable Instant until) {
        if (mode == Mode.NONE) {
            faults.remove(service);
        } else {
            faults.put(service, new Fault(mode, until, new AtomicLong()));
        }
    }

    Fault of(String service) {
        Fault fault = faults.getOrDefault(service, NO_FAULT);
        boolean over = fault.until() != null && !clock.instant().isBefore(fault.until());
        return over ? NO_FAULT : fault;
    }

    /** What the next call to a service meets: never {@link Mode#FLAPPING}, but one of its two sides. */
    Mode next(String service) {
        Fault fault = of(service);
        if (fault.mode() == Mode.FLAPPING) {
            return fault.met().getAndIncrement() % 2 == 0 ? Mode.DOWN : Mode.NONE;
        }
        return fault.mode();
    }

    void clear() {
        faults.clear();
    }
}
