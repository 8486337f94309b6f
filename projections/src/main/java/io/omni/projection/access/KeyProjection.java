package io.omni.projection.access;

import io.omni.events.access.KeyEvent;
import io.omni.events.access.KeyState;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps {@code api_key_view} at what each key's events add up to. Keys change rarely, so each event is written by itself. */
@Component
@ProcessingGroup(KeyProjection.NAME)
public class KeyProjection {
    /** The name of its event processor. */
    public static final String NAME = "keys";

    private final KeyViewTable table;

    KeyProjection(KeyViewTable table) {
        this.table = table;
    }

    /**
     * Takes one event in; one that it has seen before changes nothing.
     *
     * @param event what happened
     * @param at when
     * @param sequence its place among the key's events, from 0
     */
    @EventHandler
    void on(KeyEvent event, @Timestamp Instant at, @SequenceNumber long sequence) {
        KeyState before = table.load(event.keyId());
        if (versionOf(before) == sequence) {
            table.write(KeyState.evolve(before, event, at));
        } else if (versionOf(before) < sequence) {
            throw new IllegalStateException("an event of " + event.keyId() + " is missing; rebuild the projection");
        }
    }

    private static long versionOf(@Nullable KeyState state) {
        return state == null ? 0 : state.version();
    }
}
