package io.omni.api.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.api.storage.LedgerDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The node is killed with SIGKILL while an upload stands still at its half, and started again: it goes on there, everything comes to its
 * end, and nothing is made or published twice.
 *
 * <p>{@code -Domni.content.kills=all} kills it at every state of every worker.
 */
@Timeout(1800)
@BesideOthers
class KilledContentIT {
    private static final Duration PATIENCE = Duration.ofSeconds(300);
    private static final List<String> ENDS = List.of("PUBLISHED", "REJECTED", "QUARANTINED");
    private static final List<State> ALL = List.of(
            new State("job", "LISTING"),
            new State("job", "DOWNLOADING"),
            new State("job", "STORING"),
            new State("job", "PROBING"),
            new State("job", "LISTENING"),
            new State("job", "WATCHING"),
            new State("job", "READING"),
            new State("job", "SCORING"),
            new State("edit", "CUTTING"),
            new State("edit", "RENDERING"),
            new State("edit", "CHECKING"),
            new State("edit", "STORING"),
            new State("up", "OPENING"),
            new State("up", "SENDING"),
            new State("up", "CONFIRMING"));
    private static final List<State> ONE = List.of(new State("up", "SENDING"));

    @TempDir
    Path temp;

    private OmniProcess node;
    private HaltingYouTube youTube;

    @AfterEach
    void stop() {
        if (node != null) {
            node.close();
        }
        if (youTube != null) {
            youTube.close();
        }
    }

    @Test
    void a_killed_node_loses_no_clip_and_publishes_none_twice() throws Exception {
        Path data = temp.resolve("data");
        youTube = new HaltingYouTube();
        start(data);
        Film.in(data.resolve("inbox/talks"));
        String project = begun();
        int kills = 0;
        for (State state : "all".equals(System.getProperty("omni.content.kills")) ? ALL : ONE) {
            awaitState(data, state);
            node.kill();
            kills++;
            start(data);
            assertThat(node.strangers()).as("what the dead node left").isEmpty();
        }

        Waiting.until("every clip has come to its end", PATIENCE, () -> statuses(project), KilledContentIT::allEnded);

        assertThat(statuses(project).values()).containsExactlyInAnyOrder("PUBLISHED", "QUARANTINED");
        assertThat(youTube.openedAndFinished())
                .as("uploads opened, and finished")
                .containsExactly(1, 1);
        assertThat(youTube.begunAt().getLast()).as("where the upload went on").isPositive();
        node.stop();
        Map<String, Integer> happened = events(data);
        assertThat(happened)
                .containsEntry("content.video.scraped", 1)
                .containsEntry("content.video.analyzed", 1)
                .containsEntry("content.clip.edited", 1)
                .containsEntry("content.clip.published", 1);
        // One that was over in the same moment was not lost.
        assertThat(happened.get("content.job.attempt_lost")).isBetween(1, kills);
    }

    private void start(Path data) throws IOException {
        node = OmniProcess.start(
                data,
                Map.of(
                        "OMNI_YOUTUBE_TOKEN", "a-token-of-the-test",
                        "OMNI_YOUTUBE_UPLOAD_URL", youTube.uploads(),
                        "OMNI_RENDER_PRESET", "ultrafast"));
    }

    private String begun() {
        String project = node.api()
                .post(
                        "/v1/projects",
                        "{\"name\":\"killed\",\"keywords\":[\"rocket\"],\"default_platforms\":[\"youtube\"]}")
                .json()
                .at("/data/project_id")
                .asString();
        node.api().post("/v1/projects/" + project + "/creators", "{\"platform\":\"folder\",\"handle\":\"talks\"}");
        Api.Answer started = node.api().post("/v1/projects/" + project + "/start", "{}");
        assertThat(started.status()).as(started.toString()).isEqualTo(202);
        return project;
    }

    /** Returns the moment after a worker said that it has come there; with the upload, when half of it has arrived. */
    private void awaitState(Path data, State state) {
        Waiting.until("a worker has come to " + state, PATIENCE, () -> reached(data, state), n -> n > 0);
        if (state.step().equals("SENDING")) {
            Waiting.until("half of the video has arrived", PATIENCE, youTube::halted, n -> n > 0);
        }
    }

    private static int reached(Path data, State state) {
        return count(
                data,
                "SELECT count(*) FROM domain_event WHERE payload_type = 'content.job.step_reached'"
                        + " AND convert_from(payload, 'UTF8') LIKE ?",
                "%\"job_id\":\"" + state.kind() + "\\_%\"step\":\"" + state.step() + "\"%");
    }

    private static int count(Path data, String query, String parameter) {
        try (LedgerDatabase database = LedgerDatabase.in(data);
                Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, parameter);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, String> statuses(String project) {
        Map<String, String> statuses = new HashMap<>();
        JsonNode items =
                node.api().get("/v1/projects/" + project + "/clips").json().at("/data/items");
        StreamSupport.stream(items.spliterator(), false)
                .forEach(clip -> statuses.put(
                        clip.path("clip_id").asString(), clip.path("status").asString()));
        return statuses;
    }

    private static boolean allEnded(Map<String, String> statuses) {
        return !statuses.isEmpty() && ENDS.containsAll(statuses.values());
    }

    /** How often each of the content pipeline's events happened; nothing runs on the folder. */
    private static Map<String, Integer> events(Path data) throws SQLException {
        Map<String, Integer> found = new HashMap<>();
        try (LedgerDatabase database = LedgerDatabase.in(data);
                Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement("SELECT payload_type, count(*)"
                        + " FROM domain_event WHERE payload_type LIKE 'content.%' GROUP BY payload_type");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getInt(2));
            }
        }
        return found;
    }

    /**
     * A worker's state.
     *
     * @param kind how the ids of its jobs begin
     */
    private record State(String kind, String step) {}
}
