package io.omni.projection.fanout;

import io.omni.events.service.AboutService;
import io.omni.events.service.deployment.Subjects;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The one reader of the whole event store that serves all {@link FanOutTarget}s. It has one segment, so that there is one order; a
 * batch goes to every target in the transaction that advances the position, or to none.
 */
@Component
@ProcessingGroup(FanOut.NAME)
@DisallowReplay
public class FanOut {
    /** The name of its event processor. */
    public static final String NAME = "fan-out";

    private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);
    private static final String BATCH = FanOut.class.getName() + ".batch";

    private final List<FanOutTarget> targets;
    private final Serializer serializer;
    private final PublishedNews news;

    FanOut(List<FanOutTarget> targets, Serializer serializer, PublishedNews news) {
        this.targets = List.copyOf(targets);
        this.serializer = serializer;
        this.news = news;
    }

    /**
     * Takes one event into the batch, without looking at what it is.
     *
     * @param message the event as the store gives it
     * @param token its place among all events
     */
    @EventHandler
    void on(DomainEventMessage<?> message, TrackingToken token) {
        UnitOfWork<?> unitOfWork = CurrentUnitOfWork.get().root();
        unitOfWork
                .<List<PublishedEvent>>getOrComputeResource(BATCH, _ -> begin(unitOfWork))
                .add(published(message, token));
    }

    private List<PublishedEvent> begin(UnitOfWork<?> unitOfWork) {
        List<PublishedEvent> batch = new ArrayList<>();
        unitOfWork.onPrepareCommit(_ -> {
            targets.forEach(target -> give(target, batch));
            news.announce();
        });
        return batch;
    }

    private static void give(FanOutTarget target, List<PublishedEvent> batch) {
        try {
            target.accept(List.copyOf(batch));
        } catch (RuntimeException e) {
            LOG.warn(
                    "{} could not take events {} to {}; they are tried again: {}",
                    target.name(),
                    batch.getFirst().sequence(),
                    batch.getLast().sequence(),
                    e.toString());
            throw e;
        }
    }

    private PublishedEvent published(DomainEventMessage<?> message, TrackingToken token) {
        SerializedObject<byte[]> stored = message.serializePayload(serializer, byte[].class);
        MetaData origin = message.getMetaData();
        // The payload is parsed only for the few events that are about a service.
        AboutService about = AboutService.class.isAssignableFrom(message.getPayloadType())
                ? (AboutService) message.getPayload()
                : null;
        return new PublishedEvent(
                message.getIdentifier(),
                token.position()
                        .orElseThrow(() -> new IllegalStateException("the event store gives every event a position")),
                stored.getType().getName(),
                about == null ? message.getAggregateIdentifier() : Subjects.of(message.getAggregateIdentifier(), about),
                about == null ? null : about.serviceName(),
                message.getTimestamp(),
                (String) origin.get("actor"),
                (String) origin.get("trace_id"),
                texts(origin),
                new String(stored.getData(), StandardCharsets.UTF_8));
    }

    private static Map<String, String> texts(MetaData origin) {
        Map<String, String> texts = HashMap.newHashMap(origin.size());
        origin.forEach((key, value) -> {
            if (value != null) {
                texts.put(key, value.toString());
            }
        });
        return texts;
    }
}
