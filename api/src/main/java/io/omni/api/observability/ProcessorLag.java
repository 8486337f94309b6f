package io.omni.api.observability;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** How many events each event processor is behind, read from the positions that all nodes share. */
@Component
class ProcessorLag {
    private final JdbcTemplate jdbc;
    private final Serializer serializer;

    ProcessorLag(@Qualifier("processingDataSource") DataSource processing, Serializer serializer) {
        this.jdbc = new JdbcTemplate(processing);
        this.serializer = serializer;
    }

    /** The lag of the slowest segment of every processor, in events. */
    Map<String, Long> byProcessor() {
        Long head = jdbc.queryForObject("SELECT coalesce(max(global_index), 0) FROM domain_event", Long.class);
        Map<String, Long> lag = new LinkedHashMap<>();
        jdbc.query(
                "SELECT processor_name, token, token_type FROM token_entry WHERE processor_name NOT LIKE '\\_\\_%'"
                        + " ORDER BY processor_name, segment",
                row -> {
                    long behind = Math.max(0, (head == null ? 0 : head) - position(row.getBytes(2), row.getString(3)));
                    lag.merge(row.getString(1), behind, Math::max);
                });
        return lag;
    }

    private long position(byte[] token, String type) {
        if (token == null) {
            return 0;
        }
        TrackingToken position = serializer.deserialize(new SimpleSerializedObject<>(token, byte[].class, type, null));
        return position.position().orElse(0);
    }
}
