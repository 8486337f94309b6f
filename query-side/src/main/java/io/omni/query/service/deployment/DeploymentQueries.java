package io.omni.query.service.deployment;

import io.omni.events.service.deployment.DeploymentId;
import io.omni.events.service.deployment.RestartState;
import io.omni.events.service.deployment.RollingRestartEvent;
import io.omni.events.service.deployment.RollingRestartState;
import io.omni.events.service.deployment.ServiceConfigUpdated;
import io.omni.events.service.deployment.ServiceDeploymentEvent;
import io.omni.events.service.deployment.ServiceDeploymentState;
import io.omni.query.Cursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers questions about services' deployments. One service as it stands is its row of the read model and the events since, so that a
 * write is always seen; a list comes from the read model alone, and the past from the event store.
 */
@Service
public class DeploymentQueries {
    private static final String CHANGES = "config-changes";

    private final DeploymentRows rows;
    private final EventStore eventStore;
    private final JsonMapper mapper;

    DeploymentQueries(DeploymentRows rows, EventStore eventStore, @Qualifier("eventMapper") JsonMapper mapper) {
        this.rows = rows;
        this.eventStore = eventStore;
        this.mapper = mapper;
    }

    /** The deployment of a service as it stands; one to which nothing has happened is there too. */
    public ServiceDeploymentState of(String service) {
        ServiceDeploymentState state = rows.row(service).map(this::state).orElse(null);
        long from = state == null ? 0 : state.version();
        for (DomainEventMessage<?> message : events(DeploymentId.of(service).value(), from)) {
            state = ServiceDeploymentState.evolve(state, event(message), message.getTimestamp());
        }
        return state == null ? ServiceDeploymentState.untouched(service) : state;
    }

    /** The deployment of a service as it stood at a point in time. */
    public ServiceDeploymentState asOf(String service, Instant at) {
        ServiceDeploymentState state = null;
        for (DomainEventMessage<?> message : history(service)) {
            if (message.getTimestamp().isAfter(at)) {
                break;
            }
            state = ServiceDeploymentState.evolve(state, event(message), message.getTimestamp());
        }
        return state == null ? ServiceDeploymentState.untouched(service) : state;
    }

    /** Every service that was ever configured or restarted, by name. */
    public Map<String, ServiceDeploymentState> all() {
        return rows.all().stream().collect(Collectors.toMap(DeploymentRow::service, this::state));
    }

    /**
     * A page of the changes of a service's configuration, newest first.
     *
     * @param limit how many at most
     * @param cursor where the page before ended; null for the first page
     * @throws io.omni.query.BadCursor when it is no cursor of this list
     */
    public ChangePage changes(String service, int limit, @Nullable String cursor) {
        long before = cursor == null
                ? Long.MAX_VALUE
                : Cursor.read(CHANGES, 1, cursor).position(0);
        List<RecordedChange> found = changes(service).stream()
                .filter(recorded -> recorded.change().configVersion() < before)
                .toList();
        List<RecordedChange> page = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit
                ? Cursor.write(CHANGES, page.getLast().change().configVersion())
                : null;
        return new ChangePage(page, next);
    }

    /** How often a service's configuration has changed. */
    public long countChanges(String service) {
        return changes(service).size();
    }

    private List<RecordedChange> changes(String service) {
        List<RecordedChange> changes = new ArrayList<>();
        for (DomainEventMessage<?> message : history(service)) {
            if (message.getPayload() instanceof ServiceConfigUpdated change) {
                changes.addFirst(new RecordedChange(
                        message.getIdentifier(),
                        message.getTimestamp(),
                        (String) message.getMetaData().get("actor"),
                        (String) message.getMetaData().get("trace_id"),
                        change));
            }
        }
        return changes;
    }

    /** One restart of a service as it stands; empty when it never had this one. */
    public Optional<RestartState> restart(String service, String restartId) {
        RestartState found = null;
        ServiceDeploymentState state = null;
        for (DomainEventMessage<?> message : history(service)) {
            state = ServiceDeploymentState.evolve(state, event(message), message.getTimestamp());
            RestartState restart = state.restart();
            if (restart != null && restart.restartId().equals(restartId)) {
                found = restart;
            }
        }
        return Optional.ofNullable(found);
    }

    /** A rolling restart as it stands; empty when there is none with this id. */
    public Optional<RollingRestartState> rolling(String rollingId) {
        RollingRestartState state = null;
        for (DomainEventMessage<?> message : events(rollingId, 0)) {
            if (!(message.getPayload() instanceof RollingRestartEvent event)) {
                return Optional.empty();
            }
            state = RollingRestartState.evolve(state, event, message.getTimestamp());
        }
        return Optional.ofNullable(state);
    }

    private List<DomainEventMessage<?>> history(String service) {
        return events(DeploymentId.of(service).value(), 0);
    }

    private List<DomainEventMessage<?>> events(String aggregateId, long from) {
        List<DomainEventMessage<?>> events = new ArrayList<>();
        // With a first sequence number, because without one the store answers with the newest snapshot instead.
        DomainEventStream stream = eventStore.readEvents(aggregateId, from);
        while (stream.hasNext()) {
            events.add(stream.next());
        }
        return events;
    }

    private ServiceDeploymentState state(DeploymentRow row) {
        return mapper.readValue(row.state(), ServiceDeploymentState.class);
    }

    private static ServiceDeploymentEvent event(DomainEventMessage<?> message) {
        if (message.getPayload() instanceof ServiceDeploymentEvent event) {
            return event;
        }
        throw new IllegalStateException(
                "the history of a deployment holds an event of type " + message.getPayloadType());
    }
}
