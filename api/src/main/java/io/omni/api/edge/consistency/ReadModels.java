package io.omni.api.edge.consistency;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * How far the event processors have come. What this node works on itself it knows to the event; of what others work on it reads the
 * position that they have stored.
 */
@Component
class ReadModels {
    private static final String HEAD = "SELECT coalesce(max(global_index), 0) FROM domain_event";
    private static final String STORED = "SELECT token, token_type FROM token_entry WHERE processor_name = ?";

    private final ObjectProvider<EventProcessingConfiguration> processing;
    private final Serializer serializer;
    private final JdbcTemplate jdbc;

    ReadModels(ObjectProvider<EventProcessingConfiguration> processing, Serializer serializer, DataSource dataSource) {
        this.processing = processing;
        this.serializer = serializer;
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** The position of the newest event. */
    long head() {
        Long head = jdbc.queryForObject(HEAD, Long.class);
        return head == null ? 0 : head;
    }

    /** The names of all event processors. */
    Set<String> all() {
        EventProcessingConfiguration configuration = processing.getIfAvailable();
        return configuration == null
                ? Set.of()
                : configuration.eventProcessors().entrySet().stream()
                        .filter(processor -> processor.getValue() instanceof StreamingEventProcessor)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a processor has worked on the event at this position and all before it. */
    boolean hasReached(String processor, long position) {
        EventProcessingConfiguration configuration = processing.getIfAvailable();
        Map<Integer, EventTrackerStatus> here = configuration == null
                ? Map.of()
                : configuration
                        .eventProcessor(processor, StreamingEventProcessor.class)
                        .map(StreamingEventProcessor::processingStatus)
                        .orElse(Map.of());
        return covers(here)
                ? here.values().stream().allMatch(status -> reached(status.getTrackingToken(), position))
                : storedHasReached(processor, position);
    }

    /** Whether the segments that this node works on are all there are. */
    private static boolean covers(Map<Integer, EventTrackerStatus> statuses) {
        double share = statuses.values().stream()
                .mapToDouble(status -> 1.0 / (status.getSegment().getMask() + 1.0))
                .sum();
        return share >= 1.0;
    }

    private boolean storedHasReached(String processor, long position) {
        return jdbc
                .query(
                        STORED,
                        (row, _) ->
                                row.getBytes(1) != null && reached(read(row.getBytes(1), row.getString(2)), position),
                        processor)
                .stream()
                .allMatch(Boolean::booleanValue);
    }

    private TrackingToken read(byte[] token, String type) {
        return serializer.deserialize(new SimpleSerializedObject<>(token, byte[].class, type, null));
    }

    private static boolean reached(@Nullable TrackingToken token, long position) {
        return token != null && token.position().orElse(-1) >= position;
    }
}
