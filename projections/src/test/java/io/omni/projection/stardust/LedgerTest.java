package io.omni.projection.stardust;

import static io.omni.projection.stardust.LedgerFixture.event;
import static io.omni.projection.stardust.LedgerFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omni.events.stardust.Commitment;
import io.omni.events.stardust.Packet;
import io.omni.events.stardust.PacketKind;
import io.omni.events.tlog.Frontier;
import io.omni.events.tlog.Hashing;
import io.omni.events.tlog.Tile;
import io.omni.projection.fanout.PublishedEvent;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;

class LedgerTest {
    private static EmbeddedPostgres postgres;
    private static DataSource dataSource;
    private LedgerFixture node;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
        dataSource = postgres.getPostgresDatabase();
        LedgerFixture.migrate(dataSource);
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void empty() {
        node = new LedgerFixture(dataSource);
        node.empty();
    }

    @Test
    void packets_leaves_tiles_frontier_and_root_belong_together() {
        node.append(events(0, 700));
        node.append(events(700, 1));
        node.append(events(701, 400));

        assertWhole(1_101);
        assertThat(node.jdbc.queryForObject("SELECT count(*) FROM stardust_tile", Long.class))
                .isEqualTo(4);
    }

    @Test
    void a_node_that_starts_anew_goes_on_where_the_tree_ends() {
        node.append(events(0, 300));
        new LedgerFixture(dataSource).append(events(300, 300));
        node.append(events(600, 10));
        new LedgerFixture(dataSource).append(events(610, 1));

        assertWhole(611);
    }

    @Test
    void an_events_data_is_committed_to_byte_by_byte() {
        node.append(List.of(event(1, "pipeline.started", "pipe_1", Map.of(), "{\"task\": \"tell \u20ac\"}")));

        Packet packet = Packet.parse(node.jdbc.queryForObject("SELECT bytes FROM stardust_content", byte[].class));
        byte[] salt = node.jdbc.queryForObject("SELECT salt FROM stardust_content", byte[].class);
        byte[] content = node.jdbc.queryForObject("SELECT content FROM stardust_content", byte[].class);
        assertThat(new String(content, StandardCharsets.UTF_8)).isEqualTo("{\"task\": \"tell \u20ac\"}");
        assertThat(packet.commitment()).isEqualTo(Commitment.to(salt, content).hex());
        assertThat(packet.payload()).doesNotContain("task").contains("evt_1", "pipeline.started");
    }

    @Test
    void parents_are_the_request_and_the_entitys_last_packet_and_lie_before() {
        node.inbox.add(List.of(request("r1")));
        node.append(List.of(
                event(1, "pipe_1", Map.of("request_id", "r1")),
                event(2, "pipe_2", Map.of()),
                event(3, "pipe_1", Map.of("request_id", "r1"))));
        node.append(List.of(event(4, "pipe_1", Map.of("request_id", "unknown")), event(5, "pipe_2", Map.of())));
        new LedgerFixture(dataSource).append(List.of(event(6, "pipe_1", Map.of("request_id", "r1"))));

        assertThat(parents()).containsExactly("{}", "{0}", "{}", "{0,1}", "{3}", "{2}", "{0,4}");
        assertWhole(7);
    }

    @Test
    void the_request_behind_an_event_lies_before_it_however_many_packets_wait() {
        node.inbox.add(
                IntStream.range(0, 12_000).mapToObj(i -> request("before-" + i)).toList());
        node.inbox.add(List.of(request("r1")));
        node.append(List.of(event(1, "pipe_1", Map.of("request_id", "r1"))));

        assertThat(parents()).hasSize(12_002).last().isEqualTo("{12000}");
        assertThat(node.inbox.waiting()).isZero();
    }

    @Test
    void an_inbox_is_full_until_the_ledger_has_taken_what_waits() {
        PacketInbox inbox = node.packets;
        inbox.add(IntStream.range(0, 9_999).mapToObj(i -> request("r" + i)).toList());
        assertThat(inbox.isFull()).isFalse();

        inbox.add(List.of(request("one more")));
        await(inbox, true);

        node.transaction.executeWithoutResult(_ -> node.ledger.appendInbox());
        await(inbox, false);
        assertThat(node.inbox.waiting()).isEqualTo(5_000);
    }

    @Test
    void answers_are_appended_at_once_behind_what_waits_unless_somebody_else_appends() throws Exception {
        node.packets.add(List.of(request("r1")));
        assertThat(node.packets.appendOrAdd(List.of(request("r2")))).isTrue();
        assertThat(sources()).containsExactly("r1", "r2");

        try (Connection other = dataSource.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT 1 FROM stardust_tree FOR UPDATE");
            assertThat(node.packets.appendOrAdd(List.of(request("r3")))).isTrue();
            assertThat(node.inbox.waiting()).isOne();
            node.packets.add(IntStream.range(0, 9_999)
                    .mapToObj(i -> request("more-" + i))
                    .toList());
            await(node.packets, true);
            assertThat(node.packets.appendOrAdd(List.of(request("r4"))))
                    .as("with a full inbox")
                    .isFalse();
            other.rollback();
        }
        assertThat(node.packets.appendOrAdd(List.of(request("r5")))).isTrue();
        assertThat(sources())
                .hasSize(10_003)
                .startsWith("r1", "r2", "r3", "more-0")
                .endsWith("r5");
        assertWhole(10_003);
    }

    @Test
    void a_decision_of_a_policy_has_a_packet_beside_its_events() {
        node.append(List.of(event(
                1,
                "pipeline.gate.evaluated",
                "pipe_1",
                Map.of(),
                "{\"passed\":true,\"policy\":{\"name\":\"quality_gate\",\"version\":2}}")));

        Packet decision = packets().get(1);
        assertThat(decision.kind()).isEqualTo(PacketKind.DECISION);
        assertThat(decision.payload()).contains("\"name\":\"quality_gate\"", "\"version\":2", "\"event_id\":\"evt_1\"");
        assertThat(parents()).containsExactly("{}", "{0}");
    }

    @Test
    void each_policy_that_an_event_names_has_a_packet_once() {
        String zenith = "\"policy\":{\"name\":\"zenith\",\"version\":1}";
        node.append(List.of(event(
                1,
                "content.clip.judged",
                "clip_1",
                Map.of(),
                "{\"judgement\":{\"zenith\":{" + zenith + "},\"again\":[{" + zenith + "}],"
                        + "\"paradox\":{\"policy\":{\"name\":\"paradox\",\"version\":2}}}}")));

        assertThat(packets())
                .extracting(Packet::kind)
                .containsExactly(PacketKind.EVENT, PacketKind.DECISION, PacketKind.DECISION);
        assertThat(packets()).extracting(Packet::entityType).containsOnly("clip");
        assertThat(packets().get(1).payload()).contains("\"zenith\"");
        assertThat(packets().get(2).payload()).contains("\"paradox\"");
    }

    @Test
    void an_entity_that_was_called_otherwise_at_first_goes_on_from_there() {
        node.transaction.executeWithoutResult(_ -> node.packets.add(List.of(new PacketDraft(
                PacketKind.EVENT,
                "content",
                "clip_1",
                null,
                null,
                LedgerFixture.T0,
                "evt_0",
                "{}",
                null,
                null,
                List.of()))));

        node.transaction.executeWithoutResult(_ -> node.ledger.appendInbox());

        node.append(List.of(event(1, "content.clip.found", "clip_1", Map.of(), "{}")));

        assertThat(packets()).extracting(Packet::entityType).containsExactly("content", "clip");
        assertThat(parents()).containsExactly("{}", "{0}");
    }

    @Test
    void what_is_rolled_back_leaves_nothing_and_the_next_append_is_whole() {
        node.append(events(0, 250));

        assertThatThrownBy(() -> node.transaction.executeWithoutResult(_ -> {
                    node.target.accept(events(250, 50));
                    throw new IllegalStateException("the position could not be written");
                }))
                .hasMessageContaining("position");
        assertWhole(250);

        node.append(events(250, 20));
        assertWhole(270);
    }

    @Test
    void an_event_is_never_in_the_ledger_twice() {
        node.append(events(0, 5));

        assertThatThrownBy(() -> node.append(events(3, 5))).isInstanceOf(DuplicateKeyException.class);
        assertWhole(5);
    }

    @Test
    void two_nodes_and_a_full_inbox_at_once_never_fork_the_tree() throws Exception {
        LedgerFixture other = new LedgerFixture(dataSource);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> done = new ArrayList<>();
            done.add(threads.submit(() -> {
                for (int i = 0; i < 40; i++) {
                    node.append(events(i * 25, 25));
                }
            }));
            done.add(threads.submit(() -> {
                for (int i = 40; i < 80; i++) {
                    other.append(events(i * 25, 25));
                }
            }));
            done.add(threads.submit(() -> {
                for (int i = 0; i < 200; i++) {
                    node.inbox.add(List.of(request("r" + i)));
                    if (i % 3 == 0) {
                        other.transaction.executeWithoutResult(_ -> other.ledger.appendInbox());
                    }
                }
            }));
            for (Future<?> one : done) {
                one.get(120, TimeUnit.SECONDS);
            }
        }
        node.transaction.executeWithoutResult(_ -> node.ledger.appendInbox());

        assertWhole(2_200);
        assertThat(node.jdbc.queryForObject("SELECT count(*) FROM stardust_inbox", Long.class))
                .isZero();
    }

    @Test
    void a_tree_that_was_changed_behind_its_back_is_not_appended_to() {
        node.append(events(0, 10));
        node.jdbc.update("DELETE FROM stardust_packet WHERE index = 9");

        assertThatThrownBy(() -> new LedgerFixture(dataSource).append(events(10, 1)))
                .hasMessageContaining("changed behind its back");
        node.jdbc.update("UPDATE stardust_tree SET root = sha256('x')");
        assertThatThrownBy(() -> node.append(events(10, 1))).hasMessageContaining("changed behind its back");
    }

    @Test
    void answers_wait_in_the_inbox_while_the_ledger_is_damaged() {
        node.append(events(0, 10));
        byte[] root = node.jdbc.queryForObject("SELECT root FROM stardust_tree", byte[].class);
        node.jdbc.update("UPDATE stardust_tree SET root = sha256('x')");
        assertThat(node.packets.appendOrAdd(List.of(request("r1")))).isTrue();
        assertThat(node.inbox.waiting()).isOne();
        assertThat(node.size()).isEqualTo(10);

        node.jdbc.update("UPDATE stardust_tree SET root = ?", root);
        assertThat(node.packets.appendOrAdd(List.of(request("r2")))).isTrue();
        assertWhole(12);
    }

    @Test
    void a_checkpoint_is_made_known_only_when_the_tree_has_grown_by_more_than_checkpoints() {
        CheckpointTable checkpoints = new CheckpointTable(dataSource);
        node.jdbc.update("DELETE FROM stardust_checkpoint");
        Instant now = LedgerFixture.T0;
        Instant before = now.minusSeconds(10);
        node.append(events(0, 3));
        assertThat(checkpoints.keep(3, "note", now)).isTrue();
        assertThat(checkpoints.claimPublication(3, now, before)).isTrue();
        assertThat(checkpoints.claimPublication(3, now, before)).isFalse();

        Instant later = now.plusSeconds(60);
        node.append(List.of(event(3, "stardust.checkpoint", "checkpoint_3", Map.of(), "{}")));
        assertThat(checkpoints.keep(4, "note", later)).isTrue();
        assertThat(checkpoints.claimPublication(4, later, later.minusSeconds(10)))
                .as("its own event is no reason for another")
                .isFalse();

        node.append(events(4, 1));
        assertThat(checkpoints.keep(5, "note", later)).isTrue();
        assertThat(checkpoints.claimPublication(5, now, before)).as("too soon").isFalse();
        assertThat(checkpoints.claimPublication(5, later, later.minusSeconds(10)))
                .isTrue();
        assertThat(checkpoints.keep(4, "an older one", later)).isFalse();
    }

    @Test
    void contents_lie_in_partitions_that_are_made_when_they_are_needed() {
        new PacketTable(dataSource).ensurePartitions(0, (3L << 20) + 1);
        new PacketTable(dataSource).ensurePartitions(0, (3L << 20) + 1);

        assertThat(node.jdbc.queryForObject(
                        "SELECT count(*) FROM pg_inherits WHERE inhparent = 'stardust_content'::regclass", Long.class))
                .isEqualTo(4);
    }

    @Test
    void two_drafts_that_say_the_same_are_one_packet() {
        PacketDraft attempt = new PacketDraft(
                PacketKind.WEBHOOK_ATTEMPT,
                "delivery",
                "dlv_1",
                null,
                null,
                LedgerFixture.T0,
                null,
                "{\"attempt\":1}",
                null,
                null,
                List.of());
        node.inbox.add(List.of(attempt, attempt));
        node.transaction.executeWithoutResult(_ -> node.ledger.appendInbox());
        // The second has the first as its parent, so it says more than the first.
        assertThat(parents()).containsExactly("{}", "{0}");
        assertWhole(2);
    }

    @Test
    void texts_that_the_database_cant_hold_come_through_cleaned() {
        node.inbox.add(List.of(new PacketDraft(
                PacketKind.API_REQUEST,
                "request",
                "a\u0000b\ud800c",
                null,
                "x".repeat(1_000),
                LedgerFixture.T0,
                null,
                "{}",
                null,
                new byte[0],
                List.of())));
        node.append(events(0, 1));

        Packet packet = packets().getFirst();
        assertThat(packet.entityId()).isEqualTo("a\ufffdb\ufffdc");
        assertThat(packet.actor()).hasSize(300);
    }

    @Test
    void what_is_no_json_is_refused_before_it_can_block_the_inbox() {
        PacketInbox inbox = node.packets;
        PacketDraft good = request("r1");
        PacketDraft bad = new PacketDraft(
                PacketKind.DECISION, "a", "b", null, null, LedgerFixture.T0, null, "{", null, null, List.of());

        assertThatThrownBy(() -> inbox.add(List.of(good, bad))).isInstanceOf(IllegalArgumentException.class);
        assertThat(node.inbox.waiting()).isZero();
    }

    private static List<PublishedEvent> events(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> event(i, "pipe_" + i % 7, Map.of()))
                .toList();
    }

    /** It looks only now and then. */
    private static void await(PacketInbox inbox, boolean full) {
        Instant end = Instant.now().plusSeconds(60);
        while (inbox.isFull() != full && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }
        assertThat(inbox.isFull()).isEqualTo(full);
    }

    private List<String> sources() {
        return node.jdbc.queryForList("SELECT source FROM stardust_packet ORDER BY index", String.class);
    }

    private List<String> parents() {
        return node.jdbc.queryForList("SELECT parents::text FROM stardust_packet ORDER BY index", String.class);
    }

    private List<Packet> packets() {
        return node.jdbc.query(
                "SELECT bytes FROM stardust_content ORDER BY index", (row, _) -> Packet.parse(row.getBytes(1)));
    }

    /** Everything is computed anew from the packets' bytes. */
    private void assertWhole(long size) {
        Frontier frontier = Frontier.empty();
        Set<String> ids = new HashSet<>();
        node.jdbc.query(
                "SELECT p.index, p.packet_id, p.leaf_hash, c.bytes FROM stardust_packet p JOIN stardust_content c"
                        + " USING (index) ORDER BY index",
                row -> {
                    byte[] bytes = row.getBytes(4);
                    assertThat(row.getLong(1)).isEqualTo(frontier.size());
                    assertThat(row.getBytes(2)).isEqualTo(Packet.idBytes(bytes));
                    assertThat(row.getBytes(3)).isEqualTo(Hashing.leaf(bytes));
                    assertThat(ids.containsAll(Packet.parse(bytes).parents())).isTrue();
                    frontier.append(Hashing.leaf(bytes));
                    ids.add(HexFormat.of().formatHex(row.getBytes(2)));
                });
        assertThat(frontier.size()).isEqualTo(size);
        Map<String, Object> tree = node.jdbc.queryForMap("SELECT size, root, frontier FROM stardust_tree");
        assertThat(tree.get("size")).isEqualTo(size);
        assertThat((byte[]) tree.get("root")).isEqualTo(frontier.root());
        assertThat((byte[]) tree.get("frontier")).isEqualTo(frontier.bytes());
        node.jdbc.query("SELECT number, root, hashes FROM stardust_tile WHERE level = 0", row -> {
            byte[] hashes = row.getBytes(3);
            List<byte[]> leaves = node.jdbc.query(
                    "SELECT leaf_hash FROM stardust_packet WHERE index >= ? AND index < ? ORDER BY index",
                    (leaf, _) -> leaf.getBytes(1),
                    row.getLong(1) * Tile.WIDTH,
                    (row.getLong(1) + 1) * Tile.WIDTH);
            for (int i = 0; i < Tile.WIDTH; i++) {
                assertThat(Hashing.at(hashes, i)).isEqualTo(leaves.get(i));
            }
            assertThat(row.getBytes(2)).isEqualTo(Tile.subtree(hashes, 0, Tile.WIDTH));
        });
    }
}
