package io.omni.command.workflow.work;

import io.omni.command.work.Origins;
import io.omni.command.workflow.CronTimes;
import io.omni.command.workflow.work.WorkflowTriggers.Listening;
import io.omni.events.EventTypes;
import io.omni.events.service.deployment.Subjects;
import io.omni.events.workflow.ExecutionId;
import io.omni.events.workflow.StartedBy;
import io.omni.events.workflow.TriggerType;
import io.omni.events.workflow.WorkflowCreated;
import io.omni.events.workflow.WorkflowDefinition;
import io.omni.events.workflow.WorkflowDeleted;
import io.omni.events.workflow.WorkflowId;
import io.omni.events.workflow.WorkflowUpdated;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads every event in the global order, keeps what workflows wait for, and stages the start of those that waited for it. All in the
 * transaction that advances its position: no event is missed, and none starts a workflow twice.
 */
@Component
@ProcessingGroup(WhenEventHappensTriggerWorkflows.PROCESSOR)
@DisallowReplay
class WhenEventHappensTriggerWorkflows {
    /** The event processor that runs this automation. */
    static final String PROCESSOR = "workflow-triggers";

    private static final Logger LOG = LoggerFactory.getLogger(WhenEventHappensTriggerWorkflows.class);
    private static final String LISTENING = WhenEventHappensTriggerWorkflows.class.getName() + ".listening";
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    /** How long a chain of executions may be in which each is started by an event of the one before. */
    private static final int DEEPEST = 5;

    private final WorkflowTriggers triggers;
    private final WorkflowQueue queue;
    private final Serializer serializer;
    private final JsonMapper json;

    WhenEventHappensTriggerWorkflows(
            WorkflowTriggers triggers,
            WorkflowQueue queue,
            Serializer serializer,
            @Qualifier("eventMapper") JsonMapper json) {
        this.triggers = triggers;
        this.queue = queue;
        this.serializer = serializer;
        this.json = json;
    }

    @EventHandler
    void on(DomainEventMessage<?> message) {
        UnitOfWork<?> batch = CurrentUnitOfWork.get().root();
        switch (message.getPayload()) {
            case WorkflowCreated e -> listen(batch, e.workflowId(), 1, e.definition(), message.getTimestamp());
            case WorkflowUpdated e ->
                listen(batch, e.workflowId(), e.version(), e.definition(), message.getTimestamp());
            case WorkflowDeleted e -> {
                triggers.remove(e.workflowId());
                batch.resources().remove(LISTENING);
            }
            default -> {
                // Nothing about who listens.
            }
        }
        String type = EventTypes.byPayload(message.getPayloadType())
                .map(known -> known.wireName())
                .orElse("");
        List<Listening> listening = batch.getOrComputeResource(LISTENING, _ -> triggers.forEvents());
        for (Listening one : listening) {
            if (EventTypes.isPublic(type)
                    && waitsFor(one, type)
                    && !message.getTimestamp().isBefore(one.since())) {
                start(one, type, message);
            }
        }
    }

    private void listen(UnitOfWork<?> batch, WorkflowId id, int version, WorkflowDefinition definition, Instant at) {
        triggers.put(id, version, definition, at);
        batch.resources().remove(LISTENING);
        if (definition.listensTo(TriggerType.SCHEDULE)) {
            CronTimes times = StartWorker.times(definition.trigger());
            Instant first = times.next(at);
            if (first != null) {
                queue.stage(new FiringTask(id, version, first, ExecutionId.next()));
            }
        }
    }

    private void start(Listening listening, String type, DomainEventMessage<?> message) {
        Map<String, Object> event = event(type, message);
        if (!TriggerFilter.matches(listening.trigger().filter(), event)) {
            return;
        }
        Map<String, String> origin = new LinkedHashMap<>(Origins.of(message.getMetaData()));
        int depth = depth(origin.get("trigger_depth")) + 1;
        if (depth > DEEPEST) {
            LOG.warn(
                    "{} is not started by {}: {} executions have started each other already",
                    listening.workflowId(),
                    message.getIdentifier(),
                    DEEPEST);
            return;
        }
        origin.put("trigger_depth", String.valueOf(depth));
        queue.stage(
                new StartTask(
                        ExecutionId.next(),
                        listening.workflowId(),
                        event,
                        new StartedBy(TriggerType.EVENT, message.getIdentifier(), depth),
                        origin),
                message.getTimestamp());
    }

    private Map<String, Object> event(String type, DomainEventMessage<?> message) {
        SerializedObject<byte[]> stored = message.serializePayload(serializer, byte[].class);
        Map<String, Object> data = json.readValue(stored.getData(), OBJECT);
        if (data.get("config") instanceof Map<?, ?> config) {
            config.remove("credentials_ref");
        }
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event_id", message.getIdentifier());
        event.put("type", type);
        event.put("subject", Subjects.of(message.getAggregateIdentifier(), message.getPayload()));
        event.put("occurred_at", message.getTimestamp().toString());
        event.put("data", data);
        return event;
    }

    private static boolean waitsFor(Listening listening, String type) {
        String wanted = listening.trigger().event();
        return wanted != null
                && (wanted.endsWith(".*")
                        ? type.startsWith(wanted.substring(0, wanted.length() - 1))
                        : wanted.equals(type));
    }

    private static int depth(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    }
}
