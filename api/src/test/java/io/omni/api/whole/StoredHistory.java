package io.omni.api.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.events.EventTypes;
import io.omni.events.pipeline.BranchLeaseEvent;
import io.omni.events.pipeline.BranchLeased;
import io.omni.events.pipeline.BranchReleased;
import io.omni.events.pipeline.PipelineEvent;
import io.omni.events.pipeline.PipelineFailed;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.PipelinePaused;
import io.omni.events.pipeline.PipelineResumed;
import io.omni.events.pipeline.PipelineRetried;
import io.omni.events.pipeline.PipelineState;
import io.omni.events.pipeline.PipelineStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every event in the store, read and folded without the product's own readers. */
final class StoredHistory {
    private final JsonMapper mapper;
    private final Map<String, Long> sequences = new HashMap<>();
    private final Map<PipelineId, PipelineState> states = new HashMap<>();
    private final Map<String, PipelineId> leases = new HashMap<>();
    private final Map<String, Integer> requests = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();

    private StoredHistory(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** Reads the whole store in its global order. */
    static StoredHistory of(Store store, JsonMapper mapper) {
        StoredHistory history = new StoredHistory(mapper);
        store.eachEvent(history::add);
        return history;
    }

    /** One row of the store. */
    record Row(
            long index,
            String aggregateId,
            long sequence,
            String occurredAt,
            String type,
            byte[] payload,
            byte[] metaData) {}

    Set<PipelineId> pipelines() {
        return states.keySet();
    }

    /** How many events each request has left. */
    Map<String, Integer> requests() {
        return requests;
    }

    /** Whether every aggregate's events are without gaps and every one was allowed where it stands. */
    void check() {
        Set<PipelineId> holders = new HashSet<>(leases.values());
        states.forEach((id, state) -> {
            if (holders.contains(id) == state.isEnded()) {
                wrong.add(id + " is " + state.status() + " and its lease says otherwise");
            }
        });
        assertThat(wrong).as("events that should not be where they are").isEmpty();
    }

    /** Waits until the read model has every event, and compares it row by row. */
    void awaitReadModel(Store store, Duration atMost) {
        Waiting.until(
                "the read model stands at every pipeline's newest version",
                atMost,
                () -> {
                    Map<String, Long> versions = new HashMap<>();
                    store.eachView((id, version, _) -> versions.put(id, version));
                    return states.values().stream()
                            .filter(s -> !Long.valueOf(s.version())
                                    .equals(versions.get(s.pipelineId().value())))
                            .count();
                },
                behind -> behind == 0);
        Map<String, JsonNode> views = new HashMap<>();
        store.eachView((id, _, state) -> views.put(id, mapper.readTree(state)));
        assertThat(views).hasSize(states.size());
        states.forEach((id, state) -> assertThat(views.get(id.value()))
                .as("the row of %s", id)
                .isEqualTo(mapper.readTree(mapper.writeValueAsString(state))));
    }

    private void add(Row row) {
        long expected = sequences.getOrDefault(row.aggregateId(), -1L) + 1;
        if (row.sequence() != expected) {
            wrong.add(row.aggregateId() + " has " + row.sequence() + " where " + expected + " should be");
        }
        sequences.put(row.aggregateId(), row.sequence());
        String request = mapper.readTree(row.metaData()).path("request_id").asString("");
        if (!request.isEmpty()) {
            requests.merge(request, 1, Integer::sum);
        }
        Object event = mapper.readValue(
                row.payload(), EventTypes.byWireName(row.type()).orElseThrow().payloadType());
        switch (event) {
            case PipelineEvent e -> {
                PipelineState before = states.get(e.pipelineId());
                if (!isLegal(before, e)) {
                    wrong.add(row.type() + " of " + e.pipelineId() + " while it was "
                            + (before == null ? "unborn" : before.status()));
                }
                states.put(e.pipelineId(), PipelineState.evolve(before, e, Instant.parse(row.occurredAt())));
            }
            case BranchLeaseEvent e -> lease(e);
            // Of other aggregates nothing is known here but that their events have no gaps.
            default -> {}
        }
    }

    private void lease(BranchLeaseEvent event) {
        String id = event.leaseId().value();
        @Nullable PipelineId holder = leases.get(id);
        switch (event) {
            case BranchLeased leased -> {
                if (holder != null) {
                    wrong.add("the lease " + id + " was taken while " + holder + " held it");
                }
                leases.put(id, leased.pipelineId());
            }
            case BranchReleased released -> {
                if (!released.pipelineId().equals(holder)) {
                    wrong.add("the lease " + id + " was given back while " + holder + " held it");
                }
                leases.remove(id);
            }
        }
    }

    private static boolean isLegal(@Nullable PipelineState before, PipelineEvent event) {
        return switch (event) {
            case PipelinePaused _ -> before != null && before.status() == PipelineStatus.RUNNING;
            case PipelineResumed _ -> before != null && before.status() == PipelineStatus.PAUSED;
            case PipelineRetried _ -> before != null && before.status() == PipelineStatus.FAILED;
            case PipelineFailed _ -> before != null && !before.isEnded();
            default -> before == null || !before.isEnded();
        };
    }
}
