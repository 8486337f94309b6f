package io.omni.projection.pipeline;

import io.omni.events.pipeline.PipelineEvent;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.PipelineState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events of one batch, folded onto the rows they belong to. For one thread. */
final class PipelineBatch {
    private final Map<PipelineId, List<Arrival>> arrivals = new LinkedHashMap<>();

    /**
     * Takes an event in.
     *
     * @param version the pipeline's version with this event
     * @param position the event's place among all events
     */
    void add(PipelineEvent event, Instant at, long version, long position) {
        arrivals.computeIfAbsent(event.pipelineId(), _ -> new ArrayList<>())
                .add(new Arrival(event, at, version, position));
    }

    /**
     * Brings the rows up to date.
     *
     * @return the rows that changed
     * @throws IllegalStateException when an event between the row and the batch is missing; nothing is written then
     */
    List<PipelineViewRow> writeTo(PipelineViewTable table, RecentRows recent) {
        List<PipelineViewRow> changed = fold(rows(table, recent));
        // Until they are committed nobody knows what is in the table.
        recent.forget(arrivals.keySet());
        if (table.write(changed, recent.table())) {
            return changed;
        }
        // What was read is out of date. The attempt has locked the table, so that it stays the one it is until the
        // commit.
        recent.startOver(table.identity());
        changed = fold(table.load(arrivals.keySet()));
        if (!table.write(changed, recent.table())) {
            throw new IllegalStateException("another writer of pipelines' rows was faster; this batch is tried again");
        }
        return changed;
    }

    private List<PipelineViewRow> fold(Map<PipelineId, PipelineViewRow> rows) {
        List<PipelineViewRow> changed = new ArrayList<>(arrivals.size());
        arrivals.forEach((id, events) -> {
            PipelineViewRow before = rows.get(id);
            PipelineViewRow after = fold(before, events);
            if (after != null && after != before) {
                changed.add(after);
            }
        });
        return changed;
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

    private static @Nullable PipelineViewRow fold(@Nullable PipelineViewRow row, List<Arrival> events) {
        PipelineViewRow folded = row;
        for (Arrival arrival : events) {
            long version = folded == null ? 0 : folded.state().version();
            if (arrival.version() <= version) {
                continue;
            }
            if (arrival.version() > version + 1) {
                throw new IllegalStateException("pipeline " + arrival.event().pipelineId() + " stands at version "
                        + version + " and was given the event of version " + arrival.version()
                        + "; rebuild the projection");
            }
            PipelineState before = folded == null ? null : folded.state();
            folded = new PipelineViewRow(
                    PipelineState.evolve(before, arrival.event(), arrival.at()), arrival.position());
        }
        return folded;
    }

    private record Arrival(PipelineEvent event, Instant at, long version, long position) {}
}
