package io.omni.projection.folding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a table at what its aggregates' events add up to. It gathers the events of a processor's batch and writes them when the batch is
 * about to commit: one read and one write a batch, in the transaction that advances the position. An event that is folded already
 * changes nothing.
 */
public final class FoldedRows<E, S> {
    private static final int KEPT = 1_000;

    private final String key;
    private final Folding<E, S> folding;
    private final FoldedTable<S> table;
    private final Watcher<E, S> watcher;
    private final Cache<String, FoldedRow<S>> committed =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    /**
     * Keeps one table.
     *
     * @param name its own name among those that one processor keeps
     */
    public FoldedRows(String name, Folding<E, S> folding, FoldedTable<S> table) {
        this(name, folding, table, (_, _, _, _) -> {});
    }

    /**
     * Keeps one table, and lets somebody see what changes it.
     *
     * @param name its own name among those that one processor keeps
     * @param watcher is told of every event that was not folded before
     */
    public FoldedRows(String name, Folding<E, S> folding, FoldedTable<S> table, Watcher<E, S> watcher) {
        this.key = FoldedRows.class.getName() + "." + name;
        this.folding = folding;
        this.table = table;
        this.watcher = watcher;
    }

    /** Sees what changes a table, when the batch is about to commit. */
    @FunctionalInterface
    public interface Watcher<E, S> {
        /**
         * An event was folded.
         *
         * @param after the state with it
         * @param position its place among all events
         */
        void folded(E event, S after, Instant at, long position);
    }

    /**
     * Takes an event into the batch under way.
     *
     * @param sequence its place among the aggregate's events, from 0
     * @param position its place among all events
     */
    public void add(E event, Instant at, long sequence, long position) {
        UnitOfWork<?> unitOfWork = CurrentUnitOfWork.get().root();
        Map<String, List<Arrival<E>>> batch = unitOfWork.getOrComputeResource(key, _ -> begin(unitOfWork));
        batch.computeIfAbsent(folding.id().apply(event), _ -> new ArrayList<>())
                .add(new Arrival<>(event, at, sequence + 1, position));
    }

    private Map<String, List<Arrival<E>>> begin(UnitOfWork<?> unitOfWork) {
        Map<String, List<Arrival<E>>> batch = new LinkedHashMap<>();
        unitOfWork.onPrepareCommit(_ -> {
            List<FoldedRow<S>> changed = write(batch);
            unitOfWork.afterCommit(_ -> changed.forEach(row -> committed.put(row.id(), row)));
        });
        return batch;
    }

    private List<FoldedRow<S>> write(Map<String, List<Arrival<E>>> batch) {
        Map<String, FoldedRow<S>> rows = rows(batch);
        List<FoldedRow<S>> changed = new ArrayList<>(batch.size());
        batch.forEach((id, arrivals) -> {
            FoldedRow<S> before = rows.get(id);
            FoldedRow<S> after = fold(id, before, arrivals);
            if (after != null && after != before) {
                changed.add(after);
            }
        });
        // Until they are committed nobody knows what is in the table.
        committed.invalidateAll(batch.keySet());
        if (!changed.isEmpty()) {
            table.write(changed);
        }
        return changed;
    }

    /** A kept row is only good for the very next event; whatever else arrives is answered from the table. */
    private Map<String, FoldedRow<S>> rows(Map<String, List<Arrival<E>>> batch) {
        Map<String, FoldedRow<S>> rows = new HashMap<>();
        List<String> unknown = new ArrayList<>();
        batch.forEach((id, arrivals) -> {
            FoldedRow<S> kept = committed.getIfPresent(id);
            if (kept != null && kept.version() + 1 == arrivals.getFirst().version()) {
                rows.put(id, kept);
            } else if (arrivals.getFirst().version() > 1) {
                unknown.add(id);
            }
        });
        if (!unknown.isEmpty()) {
            rows.putAll(table.load(unknown));
        }
        return rows;
    }

    private @Nullable FoldedRow<S> fold(String id, @Nullable FoldedRow<S> row, List<Arrival<E>> arrivals) {
        FoldedRow<S> folded = row;
        for (Arrival<E> arrival : arrivals) {
            long version = folded == null ? 0 : folded.version();
            if (arrival.version() <= version) {
                continue;
            }
            if (arrival.version() > version + 1) {
                throw new IllegalStateException(id + " stands at version " + version
                        + " and was given the event of version " + arrival.version() + "; rebuild the projection");
            }
            S state = folding.fold().evolve(folded == null ? null : folded.state(), arrival.event(), arrival.at());
            watcher.folded(arrival.event(), state, arrival.at(), arrival.position());
            folded = new FoldedRow<>(id, state, folding.version().applyAsLong(state), arrival.position());
        }
        return folded;
    }

    private record Arrival<E>(E event, Instant at, long version, long position) {}
}
