package io.omni.projection.stardust;

import io.omni.events.stardust.PacketKind;
import io.omni.projection.fanout.PublishedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** One node's ledger on a database, without the application. */
final class LedgerFixture {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    static final Instant T0 = Instant.parse("2026-01-15T10:30:00.123456Z");

    final JdbcTemplate jdbc;
    final TransactionTemplate transaction;
    final InboxTable inbox;
    final Ledger ledger;
    final PacketInbox packets;
    final StardustTarget target;

    LedgerFixture(DataSource dataSource) {
        jdbc = new JdbcTemplate(dataSource);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        inbox = new InboxTable(dataSource);
        ledger = new Ledger(new TreeTable(dataSource), new PacketTable(dataSource), inbox);
        packets = new PacketInbox(inbox, new InboxSignal(), ledger, new DataSourceTransactionManager(dataSource));
        target = new StardustTarget(ledger, new EventPackets(MAPPER), new ContentEraser(dataSource, MAPPER));
    }

    static void migrate(DataSource dataSource) {
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    void empty() {
        jdbc.execute("TRUNCATE stardust_packet, stardust_content, stardust_tile, stardust_inbox");
        jdbc.execute("UPDATE stardust_tree SET size = 0, root = sha256(''), frontier = ''");
    }

    void append(List<PublishedEvent> events) {
        transaction.executeWithoutResult(_ -> target.accept(events));
    }

    long size() {
        return jdbc.queryForObject("SELECT size FROM stardust_tree", Long.class);
    }

    static PublishedEvent event(int number, String pipeline, Map<String, String> metadata) {
        return event(number, "pipeline.stage.started", pipeline, metadata, "{\"number\":" + number + "}");
    }

    static PublishedEvent event(int number, String type, String pipeline, Map<String, String> metadata, String data) {
        return new PublishedEvent(
                "evt_" + number, number, type, pipeline, null, T0.plusMillis(number), "operator", null, metadata, data);
    }

    static PacketDraft request(String id) {
        return new PacketDraft(
                PacketKind.API_REQUEST,
                "request",
                id,
                null,
                "operator",
                T0,
                id,
                "{\"method\":\"POST\"}",
                null,
                id.getBytes(StandardCharsets.UTF_8),
                List.of());
    }
}
