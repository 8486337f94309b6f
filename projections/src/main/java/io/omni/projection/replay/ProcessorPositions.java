package io.omni.projection.replay;

import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** How far every event processor has come, read from the positions that all nodes share. */
@Component
public class ProcessorPositions {
    private final JdbcTemplate jdbc;
    private final Serializer serializer;

    ProcessorPositions(@Qualifier("processingDataSource") DataSource processing, Serializer serializer) {
        this.jdbc = new JdbcTemplate(processing);
        this.serializer = serializer;
    }

    /** The position of the newest event; 0 when there is none. */
    public long head() {
        Long head = jdbc.queryForObject("SELECT coalesce(max(global_index), 0) FROM domain_event", Long.class);
        return head == null ? 0 : head;
    }

    /** The position of the slowest segment of every processor. */
    public Map<String, Long> byProcessor() {
        Map<String, Long> positions = new TreeMap<>();
        jdbc.query(
                "SELECT processor_name, token, token_type FROM token_entry WHERE processor_name NOT LIKE '\\_\\_%'",
                row -> {
                    positions.merge(row.getString(1), position(row.getBytes(2), row.getString(3)), Math::min);
                });
        return positions;
    }

    private long position(byte[] token, String type) {
        if (token == null) {
            return 0;
        }
        TrackingToken position = serializer.deserialize(new SimpleSerializedObject<>(token, byte[].class, type, null));
        return position.position().orElse(0);
    }
}
