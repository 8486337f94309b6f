package io.omni.projection.pipeline;

import io.omni.events.EventType;
import io.omni.events.EventTypes;
import io.omni.events.pipeline.PipelineEvent;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.PipelineState;
import io.omni.projection.deadletter.DeadEvent;
import io.omni.projection.deadletter.DeadLetterBox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The events of one batch, folded onto the rows they belong to. For one thread. */
final class PipelineBatch {
    private static final DeadLetterBox.Sequence NOTHING_PUT_ASIDE = new DeadLetterBox.Sequence(false, Set.of());

    private final Map<PipelineId, List<Arrival>> arrivals = new LinkedHashMap<>();

    /**
     * Takes an event in.
     *
     * @param eventId names it
     * @param version the pipeline's version with this event
     * @param position the event's place among all events
     */
    void add(PipelineEvent event, Instant at, String eventId, long version, long position) {
        arrivals.computeIfAbsent(event.pipelineId(), _ -> new ArrayList<>())
                .add(new Arrival(event, at, eventId, version, position));
    }

    /**
     * Brings the rows up to date. Events that can't be folded are put aside, with what follows them of the same pipeline.
     *
     * @return the rows that changed
     * @throws IllegalStateException when another writer was faster; the batch must be tried again
     */
    List<PipelineViewRow> writeTo(PipelineViewTable table, RecentRows recent, DeadLetterBox letters) {
        List<PipelineViewRow> changed = fold(rows(table, recent), table, letters);
        // Until they are committed nobody knows what is in the table.
        recent.forget(arrivals.keySet());
        if (table.write(changed, recent.table())) {
            return changed;
        }
        // What was read is out of date. The attempt has locked the table, so that it stays the one it is until the
        // commit.
        recent.startOver(table.identity());
        changed = fold(table.load(arrivals.keySet()), table, letters);
        if (!table.write(changed, recent.table())) {
            throw new IllegalStateException("another writer of pipelines' rows was faster; this batch is tried again");
        }
        return changed;
    }

    private List<PipelineViewRow> fold(
            Map<PipelineId, PipelineViewRow> rows, PipelineViewTable table, DeadLetterBox letters) {
        List<PipelineViewRow> changed = new ArrayList<>(arrivals.size());
        List<PipelineId> troubled = new ArrayList<>();
        arrivals.forEach((id, events) -> {
            if (letters.mayBringBackDiscarded(id.value())) {
                troubled.add(id);
                return;
            }
            try {
                keepIfChanged(changed, rows.get(id), folded(rows.get(id), events));
            } catch (RuntimeException e) {
                troubled.add(id);
            }
        });
        if (troubled.isEmpty()) {
            return changed;
        }
        // Nobody retries or discards from here on, so the rows must be read anew: somebody may have just done so.
        Map<PipelineId, DeadLetterBox.Sequence> known = new HashMap<>();
        troubled.forEach(id -> known.put(id, letters.sequence(id.value())));
        Map<PipelineId, PipelineViewRow> again = table.load(troubled);
        for (PipelineId id : troubled) {
            PipelineViewRow before = again.get(id);
            keepIfChanged(changed, before, foldedAsFarAsPossible(before, arrivals.get(id), known.get(id), letters));
        }
        return changed;
    }

    private static void keepIfChanged(
            List<PipelineViewRow> changed, @Nullable PipelineViewRow before, @Nullable PipelineViewRow after) {
        if (after != null && after != before) {
            changed.add(after);
        }
    }

    private Map<PipelineId, PipelineViewRow> rows(PipelineViewTable table, RecentRows recent) {
        Map<PipelineId, PipelineViewRow> rows = new HashMap<>();
        List<PipelineId> unknown = new ArrayList<>();
        arrivals.forEach((id, events) -> {
            PipelineViewRow row = recent.before(id, events.getFirst().version());
            if (row != null) {
                rows.put(id, row);
            } else {
                unknown.add(id);
            }
        });
        if (!unknown.isEmpty()) {
            rows.putAll(table.load(unknown));
        }
        return rows;
    }

    private static @Nullable PipelineViewRow folded(@Nullable PipelineViewRow row, List<Arrival> events) {
        PipelineViewRow folded = row;
        for (Arrival arrival : events) {
            if (!isIn(folded, arrival)) {
                requireNext(folded, arrival, NOTHING_PUT_ASIDE);
                folded = with(folded, arrival);
            }
        }
        return folded;
    }

    private static @Nullable PipelineViewRow foldedAsFarAsPossible(
            @Nullable PipelineViewRow row, List<Arrival> events, DeadLetterBox.Sequence known, DeadLetterBox letters) {
        PipelineViewRow folded = row;
        for (int i = 0; i < events.size(); i++) {
            Arrival arrival = events.get(i);
            try {
                if (!isIn(folded, arrival) && !known.discarded().contains(arrival.version())) {
                    requireNext(folded, arrival, known);
                    folded = with(folded, arrival);
                }
            } catch (RuntimeException e) {
                List<Arrival> rest = events.subList(i, events.size());
                letters.park(rest.stream().map(Arrival::dead).toList(), String.valueOf(e.getMessage()));
                return folded;
            }
        }
        return folded;
    }

    private static boolean isIn(@Nullable PipelineViewRow row, Arrival arrival) {
        return row != null
                && (arrival.position() <= row.position()
                        || arrival.version() <= row.state().version());
    }

    private static PipelineViewRow with(@Nullable PipelineViewRow row, Arrival arrival) {
        PipelineState before = row == null ? null : row.state();
        return new PipelineViewRow(PipelineState.evolve(before, arrival.event(), arrival.at()), arrival.position());
    }

    /** The state counts the events that were folded, so those that were left out on purpose are missing from its version. */
    private static void requireNext(@Nullable PipelineViewRow row, Arrival arrival, DeadLetterBox.Sequence known) {
        long version = row == null ? 0 : row.state().version();
        long leftOut = known.discarded().stream()
                .filter(discarded -> discarded < arrival.version())
                .count();
        if (known.parked() && arrival.version() != version + 1) {
            throw new IllegalStateException(
                    "an earlier event of this pipeline is put aside; retry or discard it first");
        }
        if (arrival.version() != version + 1 + leftOut) {
            throw new IllegalStateException("pipeline " + arrival.event().pipelineId() + " stands at version "
                    + version + " and was given the event of version " + arrival.version()
                    + "; replay the projection");
        }
    }

    private record Arrival(PipelineEvent event, Instant at, String eventId, long version, long position) {
        String sequenceId() {
            return event.pipelineId().value();
        }

        DeadEvent dead() {
            String type = EventTypes.byPayload(event.getClass())
                    .map(EventType::wireName)
                    .orElse(event.getClass().getSimpleName());
            return new DeadEvent(eventId, sequenceId(), version, position, type);
        }
    }
}
