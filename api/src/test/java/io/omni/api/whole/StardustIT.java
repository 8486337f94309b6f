package io.omni.api.whole;

import static io.omni.api.whole.Api.PIPELINES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.omni.api.stardust.LedgerArchive;
import io.omni.api.stardust.verify.ArchiveFile;
import io.omni.api.stardust.verify.DatabaseCheck;
import io.omni.api.stardust.verify.VerifyCommand;
import io.omni.events.stardust.Packet;
import io.omni.events.tlog.BadProof;
import io.omni.events.tlog.Checkpoint;
import io.omni.events.tlog.Hashing;
import io.omni.events.tlog.NoteKey;
import io.omni.events.tlog.NoteSigner;
import io.omni.events.tlog.Proofs;
import io.omni.events.tlog.TlogProof;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The ledger as a caller, an auditor and a dishonest administrator of the database see it. */
@ExtendWith(SharedOmni.class)
@Timeout(1800)
class StardustIT {
    private static final String STARDUST = "/api/v1/stardust";
    private static final Duration SOON = Duration.ofSeconds(60);
    /** Enough for two full tiles. */
    private static final int ENOUGH = 560;

    private final Api api;
    private final RunningOmni omni;
    private final Store store;
    private final HikariDataSource database;

    @TempDir
    Path temp;

    StardustIT(RunningOmni omni) {
        this.omni = omni;
        this.api = omni.api();
        this.database = omni.bean("processingDataSource", HikariDataSource.class);
        this.store = new Store(database);
    }

    @BeforeEach
    void somethingIsInIt() {
        for (long size = size(); size < ENOUGH; size++) {
            assertThat(api.get(PIPELINES + "?limit=1").status()).isEqualTo(200);
        }
        Waiting.until("two tiles are full", SOON, this::size, s -> s >= ENOUGH);
        signed(ENOUGH);
    }

    @Test
    void a_pipelines_story_is_proved_with_the_public_key_alone() throws Exception {
        BareRepository repository =
                BareRepository.copyOf(omni.sample(), omni.dataFolder().resolve("stardust-story.git"));
        String id = api.startSample(repository.url(), "main");
        JsonNode packets = Waiting.until(
                "the ledger has the pipeline",
                SOON,
                () -> api.read(STARDUST + "/packets?kind=event&entity_type=pipeline&entity_id=" + id),
                list -> list.path("packets").size() >= 2);
        api.post(PIPELINES + "/" + id + "/cancel?force=true");
        JsonNode first = packets.path("packets").get(packets.path("packets").size() - 1);
        String packetId = first.path("packet_id").asString();

        assertThat(api.get(STARDUST + "/packets/" + packetId).header("ETag")).isEqualTo("\"" + packetId + "-kept\"");

        String text = text(STARDUST + "/packets/" + packetId + "/proof");
        TlogProof proof = TlogProof.parse(text);
        byte[] packet = proof.extra();
        assertThat(proof.verify(packet, key()).size())
                .isGreaterThan(first.path("index").asLong());
        assertThat(Packet.id(packet)).isEqualTo(packetId);
        assertThat(verify(Map.of("--proof", text), "proof", "--key", key().toString()))
                .startsWith("OK: packet " + packetId);

        JsonNode json = api.read(STARDUST + "/packets/" + packetId + "/proof");
        assertThat(bytes(json, "leaf")).isEqualTo(packet);
        List<byte[]> path = new ArrayList<>();
        json.path("path").forEach(hash -> path.add(Base64.getDecoder().decode(hash.asString())));
        Proofs.inclusion(
                json.path("index").asLong(),
                json.path("tree_size").asLong(),
                Hashing.leaf(packet),
                path,
                bytes(json, "root"));
        assertThat(Checkpoint.open(json.path("checkpoint").asString(), key()).root())
                .isEqualTo(bytes(json, "root"));

        JsonNode explained =
                api.read(PIPELINES + "/" + id + "/explain").path("decisions").get(0);
        assertThat(explained.path("packet_id").asString()).isEqualTo(packetId);
        assertThat(explained.path("packet_index").asLong())
                .isEqualTo(first.path("index").asLong());
        JsonNode lineage = api.read(STARDUST + "/lineage/pipeline/" + id);
        assertThat(lineage.path("nodes").get(0).path("kind").asString()).isEqualTo("api_request");
        assertThat(lineage.path("edges").get(0).path("to").asString()).isEqualTo(packetId);
        assertThat(api.read(STARDUST + "/packets?trace_id="
                                + first.path("trace_id").asString())
                        .path("packets"))
                .extracting(p -> p.path("kind").asString())
                .contains("event", "api_request", "api_response");
    }

    @Test
    void the_list_is_paged_newest_first_and_filtered() {
        List<Long> seen = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < 3; page++) {
            JsonNode list = api.read(STARDUST + "/packets?limit=7" + cursor);
            list.path("packets").forEach(p -> seen.add(p.path("index").asLong()));
            cursor = "&cursor=" + list.path("next_cursor").asString();
        }
        assertThat(seen).hasSize(21);
        for (int i = 1; i < seen.size(); i++) {
            assertThat(seen.get(i)).isEqualTo(seen.get(i - 1) - 1);
        }
        assertThat(api.read(STARDUST + "/packets?actor=nobody&since=2020-01-01T00:00:00Z")
                        .path("packets"))
                .isEmpty();
        assertThat(api.read(STARDUST + "/packets?since=2199-01-01T00:00:00Z").path("packets"))
                .isEmpty();
        for (String bad : List.of("limit=0", "limit=201", "cursor=x", "since=yesterday", "kind=else", "actor=")) {
            assertThat(api.get(STARDUST + "/packets?" + bad).errorCode())
                    .as(bad)
                    .isEqualTo("BAD_REQUEST");
        }
        for (String path : List.of("/packets/abc", "/packets/" + "0".repeat(64) + "/proof", "/lineage/pipeline/none")) {
            assertThat(api.get(STARDUST + path).errorCode()).as(path).isEqualTo("PACKET_NOT_FOUND");
        }
        for (String bad : List.of("", "?from=0", "?from=x", "?from=5&to=4", "?from=1&to=999999999")) {
            assertThat(api.get(STARDUST + "/consistency" + bad).errorCode())
                    .as(bad)
                    .isEqualTo("BAD_REQUEST");
        }
        assertThat(api.as(null).get(STARDUST + "/checkpoint").status()).isEqualTo(401);
    }

    @Test
    void a_later_checkpoint_continues_an_earlier_one() throws Exception {
        Checkpoint earlier = Checkpoint.open(text(STARDUST + "/checkpoint"), key());
        api.get(PIPELINES + "?limit=1");
        Checkpoint later = Checkpoint.open(signed(earlier.size() + 1), key());

        JsonNode proof = api.read(STARDUST + "/consistency?from=" + earlier.size() + "&to=" + later.size());
        List<byte[]> path = new ArrayList<>();
        proof.path("path").forEach(hash -> path.add(Base64.getDecoder().decode(hash.asString())));
        Proofs.consistency(earlier.size(), later.size(), path, earlier.root(), later.root());
    }

    @Test
    void every_call_is_in_the_ledger_with_its_route_and_only_a_commitment_to_its_body() {
        String secret = "the-words-of-a-body-" + System.nanoTime();
        Api.Answer answer = api.post(PIPELINES + "/execute", "{\"task\":\"" + secret + "\"}");
        String requestId = answer.header("X-Request-Id");

        JsonNode packets = Waiting.until(
                "both packets are there",
                SOON,
                () -> api.read(STARDUST + "/packets?entity_type=request&entity_id=" + requestId)
                        .path("packets"),
                list -> list.size() == 2);
        assertThat(packets.get(1).path("kind").asString()).isEqualTo("api_request");
        JsonNode response = api.read(STARDUST + "/packets/"
                        + packets.get(0).path("packet_id").asString())
                .path("packet");
        assertThat(response.path("kind").asString()).isEqualTo("api_response");
        assertThat(response.path("_meta_parents").get(0).asString())
                .isEqualTo(packets.get(1).path("packet_id").asString());
        JsonNode payload = response.path("payload");
        assertThat(payload.path("method").asString()).isEqualTo("POST");
        assertThat(payload.path("route").asString()).isEqualTo(PIPELINES + "/execute");
        assertThat(payload.path("status").asInt()).isEqualTo(answer.status());
        assertThat(payload.path("duration_ms").isInt()).isTrue();
        assertThat(response.path("payload_commitment").asString()).hasSize(64);
        assertThat(store.columnsWith(secret)).isEmpty();
    }

    @Test
    void a_call_below_v1_and_what_came_of_it_are_in_the_ledger_under_one_name() {
        Api.Answer made = api.post("/v1/projects", "{\"name\":\"logged\"}");
        assertThat(made.status()).as(made.toString()).isBetween(200, 201);
        String project = made.json().at("/data/project_id").asString();
        assertThat(api.get("/v1/projects/" + project).status()).isEqualTo(200);

        JsonNode packets = Waiting.until(
                "the call and the event are there",
                SOON,
                () -> api.read(STARDUST + "/packets?entity_type=project&entity_id=" + project)
                        .path("packets"),
                list -> list.size() == 2);
        List<String> kinds = new ArrayList<>();
        packets.forEach(packet -> kinds.add(packet.path("kind").asString()));
        assertThat(kinds).containsExactly("api_response", "event");
        JsonNode lineage = api.read(STARDUST + "/lineage/project/" + project);
        assertThat(lineage.path("nodes")
                        .valueStream()
                        .map(node -> node.path("kind").asString()))
                .contains("api_request", "event");
    }

    @Test
    void the_checkpoint_is_a_note_unless_json_is_wanted() {
        signed(1);
        for (String accept :
                List.of("*/*", "text/plain", "text/html;q=0.9, */*;q=0.1", "text/plain, application/json;q=0.5")) {
            Api.Answer note = api.get(STARDUST + "/checkpoint", Map.of("Accept", accept));
            assertThat(note.header("Content-Type")).as(accept).startsWith("text/plain");
            assertThat(Checkpoint.open(note.text(), key()).size()).isPositive();
        }
        Api.Answer parts = api.get(STARDUST + "/checkpoint", Map.of("Accept", "application/json"));
        assertThat(parts.header("Content-Type")).startsWith("application/json");
        assertThat(parts.json().path("note").asString()).contains("omni");
        assertThat(api.get(STARDUST + "/checkpoint", Map.of("Accept", "image/png"))
                        .status())
                .isEqualTo(406);
    }

    @Test
    void a_checkpoint_is_made_known_with_an_event() {
        JsonNode event = Waiting.until(
                        "a checkpoint was made known",
                        SOON,
                        () -> api.read("/api/v1/events?type=stardust.checkpoint&limit=1")
                                .path("events"),
                        events -> !events.isEmpty())
                .get(0);
        JsonNode data = event.path("data");
        assertThat(Checkpoint.open(data.path("note").asString(), key()).size())
                .isEqualTo(data.path("size").asLong());
    }

    @Test
    void an_erased_content_is_gone_and_every_proof_still_holds() throws Exception {
        String id = eventPacket();
        assertThat(api.post(STARDUST + "/packets/" + id + "/erase", "{}").errorCode())
                .isEqualTo("VALIDATION_ERROR");

        assertThat(api.post(STARDUST + "/packets/" + id + "/erase", "{\"reason\":\"asked for by its author\"}")
                        .status())
                .isEqualTo(202);

        Waiting.until(
                "it is erased",
                SOON,
                () -> api.read(STARDUST + "/packets/" + id).path("content").asString(),
                "erased"::equals);
        TlogProof proof = TlogProof.parse(text(STARDUST + "/packets/" + id + "/proof"));
        proof.verify(proof.extra(), key());
        assertThat(api.post(STARDUST + "/packets/" + id + "/erase", "{\"reason\":\"again\"}")
                        .status())
                .isEqualTo(200);
        try (Connection connection = connection()) {
            freeze(connection);
            check(connection);
        }
    }

    @Test
    void old_packets_move_to_a_file_that_proves_itself_and_can_still_be_proved() throws Exception {
        LedgerArchive archive = omni.bean(LedgerArchive.class);
        String early = packetAt(3);

        JsonNode made = api.post(STARDUST + "/archive", "{\"up_to_index\":300}").json();

        // Another test's run may have archived them before.
        Path folder = omni.dataFolder().resolve("stardust/archive");
        Path file = folder.resolve("packets-%012d-%012d.gz".formatted(0, 255));
        assertThat(made.path("past").asLong()).isEqualTo(256);
        assertThat(ArchiveFile.verify(file, key()).past()).isEqualTo(256);
        assertThat(archive.upTo(256)).isEmpty();
        JsonNode packet = api.read(STARDUST + "/packets/" + early);
        assertThat(packet.path("packet").isNull()).isTrue();
        assertThat(packet.path("content").asString()).isEqualTo("archived");
        assertThat(api.post(STARDUST + "/packets/" + early + "/erase", "{\"reason\":\"asked for\"}")
                        .errorCode())
                .isEqualTo("CONFLICT");
        JsonNode proof = api.read(STARDUST + "/packets/" + early + "/proof");
        assertThat(proof.path("leaf").isNull()).isTrue();
        assertThat(proof.path("path")).isNotEmpty();
        try (Connection connection = connection()) {
            freeze(connection);
            assertThat(check(connection).archived()).isEqualTo(256);
        }
        byte[] zipped = Files.readAllBytes(file);
        Path cut = temp.resolve("cut.gz");
        try (var in = new java.util.zip.GZIPInputStream(Files.newInputStream(file));
                var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(cut))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            out.write(text.replaceFirst("operator", "0perator").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(zipped).isNotEmpty();
        assertThatThrownBy(() -> ArchiveFile.verify(cut, key())).isInstanceOf(BadProof.class);
    }

    @Test
    void a_smaller_tree_than_was_signed_is_never_signed_and_shows() throws Exception {
        Path kept = omni.dataFolder().resolve("stardust/checkpoint");
        NoteSigner signer = omni.bean(NoteSigner.class);
        String future = signer.sign(new Checkpoint(key().name(), size() + 100_000, Hashing.leaf(new byte[0])).text());
        try {
            // As if the database had been restored from a backup that is 100,000 packets old.
            Waiting.until(
                    "it shows",
                    SOON,
                    () -> {
                        write(kept, future);
                        return api.get("/ready").text();
                    },
                    ready -> ready.contains("is the first that is missing"));
            String last = text(STARDUST + "/checkpoint");
            api.get(PIPELINES + "?limit=1");
            Waiting.pause(Duration.ofMillis(1_500));
            assertThat(text(STARDUST + "/checkpoint")).isEqualTo(last);
        } finally {
            Files.deleteIfExists(kept);
        }
        Waiting.until(
                "it is well again",
                SOON,
                () -> api.get("/ready").json().path("checks").path("ledger").asString(),
                "ok"::equals);
    }

    @Test
    void whatever_the_databases_superuser_changes_is_found_with_its_first_wrong_index() throws Exception {
        Map<String, String> tamperings = Map.ofEntries(
                Map.entry(
                        "UPDATE stardust_packet SET leaf_hash = sha256('x') WHERE index = 401",
                        "first wrong index 401:"),
                Map.entry(
                        "UPDATE stardust_content SET bytes = set_bit(bytes, 77, 1 - get_bit(bytes, 77)) WHERE index = 402",
                        "first wrong index 402:"),
                Map.entry(
                        "UPDATE stardust_packet SET packet_id = sha256('x') WHERE index = 403",
                        "first wrong index 403:"),
                Map.entry(
                        "UPDATE stardust_packet SET actor = 'somebody else' WHERE index = 404",
                        "first wrong index 404:"),
                Map.entry(
                        "UPDATE stardust_packet SET occurred_at = occurred_at - interval '1 day' WHERE index = 405",
                        "first wrong index 405:"),
                Map.entry(
                        "UPDATE stardust_packet SET parents = ARRAY[1, 2] WHERE index = 406", "first wrong index 406:"),
                Map.entry(
                        "UPDATE stardust_content SET salt = NULL, content = NULL WHERE index = 407",
                        "first wrong index 407:"),
                Map.entry(
                        "UPDATE stardust_tile SET hashes = set_bit(hashes, 256 * 9 + 5, 1 - get_bit(hashes, 256 * 9 + 5)) WHERE number = 1",
                        "first wrong index 265:"),
                Map.entry("UPDATE stardust_tile SET root = sha256('x') WHERE number = 1", "first wrong index 256:"),
                Map.entry("DELETE FROM stardust_tile WHERE number = 1", "first wrong index 256:"),
                Map.entry(
                        "UPDATE stardust_tree SET frontier = set_bit(frontier, 3, 1 - get_bit(frontier, 3))",
                        "first wrong index 0:"),
                Map.entry("UPDATE stardust_tree SET root = sha256('x')", "first wrong index 0:"),
                Map.entry("DELETE FROM stardust_packet WHERE index = 410", "first wrong index 410:"),
                Map.entry("DELETE FROM stardust_content WHERE index = 411", "first wrong index 411:"),
                Map.entry("DELETE FROM stardust_packet WHERE index >= 540", "first wrong index 540:"),
                Map.entry("UPDATE stardust_tree SET size = 550", "first wrong index 550:"));
        String note = signed(ENOUGH);
        try (Connection connection = connection()) {
            freeze(connection);
            check(connection, note);
            connection.rollback();
        }
        for (Map.Entry<String, String> tampering : tamperings.entrySet()) {
            try (Connection connection = connection()) {
                freeze(connection);
                execute(connection, tampering.getKey());
                assertThatThrownBy(() -> check(connection, note))
                        .as(tampering.getKey())
                        .isInstanceOf(BadProof.class)
                        .hasMessageStartingWith(tampering.getValue());
                connection.rollback();
            }
        }
    }

    @Test
    void a_changed_root_in_the_frontier_is_found_where_its_subtree_begins() throws Exception {
        String note = signed(ENOUGH);
        try (Connection connection = connection()) {
            freeze(connection);
            long secondSubtree = Long.highestOneBit(size(connection));
            execute(
                    connection,
                    "UPDATE stardust_tree SET frontier = set_bit(frontier, 256 + 3, 1 - get_bit(frontier, 256 + 3))");
            assertThatThrownBy(() -> check(connection, note))
                    .isInstanceOf(BadProof.class)
                    .hasMessageStartingWith("first wrong index " + secondSubtree + ":");
            connection.rollback();
        }
    }

    @Test
    void changed_events_of_the_store_are_found_by_their_packets() throws Exception {
        String note = signed(ENOUGH);
        String packetId = eventPacket();
        long index = api.read(STARDUST + "/packets/" + packetId).path("index").asLong();
        String event = "(SELECT source FROM stardust_packet WHERE index = " + index + ")";
        for (String tampering : List.of(
                "UPDATE domain_event SET payload = payload || ' '::bytea WHERE event_identifier = " + event,
                "DELETE FROM domain_event WHERE event_identifier = " + event)) {
            try (Connection connection = connection()) {
                freeze(connection);
                execute(connection, tampering);
                assertThatThrownBy(() -> check(connection, note))
                        .as(tampering)
                        .isInstanceOf(BadProof.class)
                        .hasMessageStartingWith("first wrong index " + index + ":");
                connection.rollback();
            }
        }
    }

    @Test
    void a_ledger_written_anew_to_fit_and_a_cut_tail_are_found_by_a_kept_checkpoint() throws Exception {
        String note = signed(ENOUGH);
        Checkpoint kept = Checkpoint.open(note, key());
        try (Connection connection = connection()) {
            freeze(connection);
            Checkpoint forged = new Checkpoint(kept.origin(), kept.size(), Hashing.leaf(new byte[] {1}));
            assertThatThrownBy(() -> new DatabaseCheck(connection, key(), List.of(forged)).run())
                    .isInstanceOf(BadProof.class)
                    .hasMessageContaining("first wrong index not before 0 and before " + kept.size());
            Checkpoint later = new Checkpoint(kept.origin(), 1_000_000, kept.root());
            long size = size();
            assertThatThrownBy(() -> new DatabaseCheck(connection, key(), List.of(kept, later)).run())
                    .isInstanceOf(BadProof.class)
                    .hasMessageStartingWith("first wrong index " + size + ":")
                    .hasMessageContaining("old backup");
            connection.rollback();
        }
    }

    @Test
    void the_verifier_checks_a_running_database_and_says_how_it_is_used() throws Exception {
        String note = signed(ENOUGH);

        assertThat(verify(
                        Map.of("--checkpoint", note),
                        "database",
                        "--key",
                        omni.dataFolder().resolve("stardust/public-key").toString(),
                        "--data-dir",
                        omni.dataFolder().toString()))
                .startsWith("OK: ")
                .contains("every checkpoint holds");
        assertThat(verify(Map.of(), "key", "--data-dir", omni.dataFolder().toString())
                        .strip())
                .isEqualTo(key().toString());
        assertThat(verify(Map.of(), "proof")).contains("Give --key once", "verify database --checkpoint FILE");
        NoteSigner other = NoteSigner.of(NoteSigner.generate("another/ledger"));
        assertThat(verify(
                        Map.of("--checkpoint", note),
                        "database",
                        "--key",
                        other.key().toString(),
                        "--data-dir",
                        omni.dataFolder().toString()))
                .startsWith("WRONG: ");
    }

    /** What the command says; the texts of the options lie in files. */
    private String verify(Map<String, String> files, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        for (Map.Entry<String, String> file : files.entrySet()) {
            all.add(file.getKey());
            all.add(Files.writeString(temp.resolve(file.getKey().substring(2)), file.getValue())
                    .toString());
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        new VerifyCommand(out, out, Map.of()).run(all);
        return said.toString(StandardCharsets.UTF_8);
    }

    private DatabaseCheck.Result check(Connection connection, String... notes) throws Exception {
        List<Checkpoint> checkpoints =
                Arrays.stream(notes).map(note -> Checkpoint.open(note, key())).toList();
        return new DatabaseCheck(connection, key(), checkpoints).run();
    }

    /** Nobody appends until the transaction ends. */
    private static void freeze(Connection connection) throws Exception {
        execute(connection, "SELECT 1 FROM stardust_tree FOR UPDATE");
    }

    private static long size(Connection connection) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT size FROM stardust_tree")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connection() throws Exception {
        Connection connection =
                DriverManager.getConnection(database.getJdbcUrl(), database.getUsername(), database.getPassword());
        connection.setAutoCommit(false);
        return connection;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    /** An event's packet that isn't archived and has its content. */
    private String eventPacket() {
        if (store.number("SELECT count(*) FROM stardust_packet"
                        + " WHERE kind = 'event' AND entity_type = 'pipeline' AND index > 600")
                == 0) {
            BareRepository repository = BareRepository.copyOf(
                    omni.sample(), omni.dataFolder().resolve("stardust-" + System.nanoTime() + ".git"));
            api.post(PIPELINES + "/" + api.startSample(repository.url(), "main") + "/cancel?force=true");
        }
        return Waiting.until(
                        "an event is in the ledger",
                        SOON,
                        () -> api.read(STARDUST + "/packets?kind=event&entity_type=pipeline&limit=50")
                                .path("packets"),
                        list -> !list.isEmpty())
                .get(0)
                .path("packet_id")
                .asString();
    }

    private String packetAt(long index) {
        String cursor = io.omni.query.Cursor.write("packets", index + 1);
        return api.read(STARDUST + "/packets?limit=1&cursor=" + cursor)
                .path("packets")
                .get(0)
                .path("packet_id")
                .asString();
    }

    private long size() {
        return store.number("SELECT size FROM stardust_tree");
    }

    /** The last checkpoint, once it covers so many packets. */
    private String signed(long size) {
        return Waiting.until(
                        "a checkpoint covers " + size + " packets",
                        SOON,
                        () -> api.get(STARDUST + "/checkpoint", Map.of("Accept", "application/json"))
                                .json(),
                        c -> c.path("size").asLong() >= size)
                .path("note")
                .asString();
    }

    private NoteKey key() {
        return NoteKey.parse(api.read(STARDUST + "/key").path("public_key").asString());
    }

    private static byte[] bytes(JsonNode json, String member) {
        return Base64.getDecoder().decode(json.path(member).asString());
    }

    private String text(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                            .timeout(Duration.ofSeconds(60))
                            .header(
                                    "Authorization",
                                    "Bearer "
                                            + Files.readString(omni.dataFolder().resolve("token"))
                                                    .strip())
                            .header("Accept", "text/plain")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
            return answer.body();
        }
    }

    private int port() {
        return api.port();
    }
}
