package io.omni.projection.stardust;

import io.omni.projection.fanout.PublishedEvent;
import java.time.ZoneOffset;
import java.util.HexFormat;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Erases what is kept beside a packet when it was decided so. Without its salt nobody can even guess what the packet commits to. */
@Component
class ContentEraser {
    private static final String TYPE = "stardust.content_erased";

    private final JdbcTemplate jdbc;
    private final JsonMapper mapper;

    ContentEraser(@Qualifier("processingDataSource") DataSource dataSource, JsonMapper mapper) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.mapper = mapper;
    }

    static boolean concerns(PublishedEvent event) {
        return event.type().equals(TYPE);
    }

    void erase(PublishedEvent event) {
        String packetId = mapper.readTree(event.data()).path("packet_id").asString();
        jdbc.update(
                "UPDATE stardust_content SET salt = NULL, content = NULL, erased_at = ?"
                        + " WHERE index = (SELECT index FROM stardust_packet WHERE packet_id = ?)",
                event.occurredAt().atOffset(ZoneOffset.UTC),
                HexFormat.of().parseHex(packetId));
    }
}
