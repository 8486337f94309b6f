package io.omni.projection.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omni.events.pipeline.ArtifactRef;
import io.omni.events.pipeline.BranchName;
import io.omni.events.pipeline.KnowledgeSource;
import io.omni.events.pipeline.PipelineCompleted;
import io.omni.events.pipeline.PipelineConfig;
import io.omni.events.pipeline.PipelineContext;
import io.omni.events.pipeline.PipelineEvent;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.PipelinePaused;
import io.omni.events.pipeline.PipelineResumed;
import io.omni.events.pipeline.PipelineStarted;
import io.omni.events.pipeline.PipelineState;
import io.omni.events.pipeline.PipelineStatus;
import io.omni.events.pipeline.QualityGate;
import io.omni.events.pipeline.RepositoryUrl;
import io.omni.events.pipeline.Stage;
import io.omni.events.pipeline.StageCompleted;
import io.omni.events.pipeline.StageStarted;
import io.omni.projection.deadletter.DeadEvent;
import io.omni.projection.deadletter.DeadLetter;
import io.omni.projection.deadletter.DeadLetters;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class PipelineProjectionTest {
    private static final Instant T0 = Instant.parse("2026-01-15T10:30:00.123456Z");

    private static EmbeddedPostgres postgres;
    private static DataSource dataSource;
    private static JdbcTemplate jdbc;
    private Replay replay;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
        dataSource = postgres.getPostgresDatabase();
        jdbc = new JdbcTemplate(dataSource);
        Replay.migrate(dataSource);
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void empty() {
        jdbc.update("TRUNCATE pipeline_view");
        replay = new Replay(dataSource);
    }

    @Test
    void a_row_is_what_the_events_add_up_to() {
        PipelineId id = PipelineId.next();

        replay.batch(history(id));

        PipelineState state = state(id);
        assertThat(state.status()).isEqualTo(PipelineStatus.COMPLETED);
        assertThat(state.version()).isEqualTo(4);
        assertThat(state.stage(Stage.INGEST).artifacts()).hasSize(1);
        Map<String, Object> row = jdbc.queryForMap(
                "SELECT status, repository, branch, version, position, created_at::text, completed_at::text"
                        + " FROM pipeline_view WHERE pipeline_id = ?",
                id.value());
        assertThat(row)
                .containsEntry("status", "completed")
                .containsEntry("repository", "https://git.example/a")
                .containsEntry("branch", "main")
                .containsEntry("version", 4L)
                .containsEntry("position", 4L);
        assertThat(instant("created_at", id)).isEqualTo(T0);
        assertThat(instant("completed_at", id)).isEqualTo(T0.plusSeconds(3));
    }

    @Test
    void the_overview_of_a_list_leaves_out_what_is_heavy() {
        PipelineId id = PipelineId.next();

        replay.batch(history(id));

        PipelineState overview = Replay.MAPPER.readValue(column("overview", id), PipelineState.class);
        assertThat(overview.stage(Stage.INGEST).artifacts()).isEmpty();
        assertThat(overview.stage(Stage.INGEST).output()).isEmpty();
        assertThat(overview.stage(Stage.INGEST).durationMs()).isEqualTo(1000);
        assertThat(overview.version()).isEqualTo(4);
    }

    @Test
    void events_may_arrive_in_any_number_of_batches() {
        PipelineId id = PipelineId.next();
        for (TrackedEventMessage<?> event : history(id)) {
            replay.batch(List.of(event));
        }
        String oneByOne = column("state", id);
        jdbc.update("TRUNCATE pipeline_view");

        replay.batch(history(id));

        assertThat(column("state", id)).isEqualTo(oneByOne);
    }

    @Test
    void handling_a_batch_twice_changes_nothing() {
        PipelineId id = PipelineId.next();
        List<TrackedEventMessage<?>> events = history(id);
        replay.batch(events);
        List<Map<String, Object>> before = jdbc.queryForList("SELECT *, xmin::text FROM pipeline_view");

        replay.batch(events);

        assertThat(jdbc.queryForList("SELECT *, xmin::text FROM pipeline_view"))
                .as("the row was not even written again")
                .isEqualTo(before);
    }

    @Test
    void the_mark_moves_with_the_rows_and_stands_still_without_them() {
        PipelineId id = PipelineId.next();
        long before = mark();
        replay.batch(history(id));
        long written = mark();
        assertThat(written).isGreaterThan(before);

        replay.batch(history(id));
        assertThat(mark()).as("nothing was written").isEqualTo(written);

        jdbc.update("ALTER TABLE pipeline_view ADD CONSTRAINT refuses CHECK (branch <> 'main') NOT VALID");
        try {
            assertThatThrownBy(() -> replay.batch(history(PipelineId.next()))).isInstanceOf(Exception.class);
        } finally {
            jdbc.update("ALTER TABLE pipeline_view DROP CONSTRAINT refuses");
        }
        assertThat(mark()).as("what was written was rolled back").isEqualTo(written);
    }

    private static long mark() {
        return jdbc.queryForObject("SELECT coalesce(sum(moved), 0) FROM pipeline_mark", Long.class);
    }

    @Test
    void a_batch_that_overlaps_the_one_before_adds_only_what_is_new() {
        PipelineId id = PipelineId.next();
        List<TrackedEventMessage<?>> events = history(id);
        replay.batch(events.subList(0, 3));

        replay.batch(events.subList(1, 4));

        assertThat(state(id).version()).isEqualTo(4);
        assertThat(state(id).status()).isEqualTo(PipelineStatus.COMPLETED);
    }

    @Test
    void a_gap_puts_that_pipelines_events_aside_and_holds_up_no_other() {
        PipelineId whole = PipelineId.next();
        PipelineId gappy = PipelineId.next();
        List<TrackedEventMessage<?>> missing = history(gappy);
        List<TrackedEventMessage<?>> events = new ArrayList<>(history(whole));
        events.add(missing.getFirst());
        events.add(missing.get(2));

        replay.batch(events);
        replay.batch(missing.subList(3, 4));

        assertThat(state(whole).version()).isEqualTo(4);
        assertThat(state(gappy).version()).isEqualTo(1);
        List<DeadLetter> letters = letters(gappy);
        assertThat(letters).extracting(DeadLetter::version).containsExactly(3L, 4L);
        assertThat(letters.getFirst().error())
                .contains(gappy.value())
                .contains("version 1")
                .contains("version 3");
        assertThat(letters.getLast().error()).contains("put aside");
        assertThat(letters.getFirst().type()).startsWith("pipeline.");
    }

    @Test
    void what_was_put_aside_is_handled_once_the_cause_is_gone() {
        PipelineId id = PipelineId.next();
        List<TrackedEventMessage<?>> events = history(id);
        replay.batch(events.subList(0, 1));
        replay.batch(events.subList(2, 4));
        List<DeadLetter> taken = Replay.letters(dataSource).take(PipelineProjection.NAME, id.value());

        replay.batch(events.subList(1, 4));

        assertThat(taken).hasSize(2);
        assertThat(letters(id)).isEmpty();
        assertThat(state(id).version()).isEqualTo(4);
    }

    @Test
    void an_event_that_somebody_discarded_is_left_out_and_those_behind_it_go_on() {
        PipelineId id = PipelineId.next();
        List<TrackedEventMessage<?>> events = history(id);
        replay.batch(events.subList(0, 2));
        DeadLetters all = Replay.letters(dataSource);
        all.live(PipelineProjection.NAME)
                .park(
                        List.of(new DeadEvent(events.get(2).getIdentifier(), id.value(), 3, 3, "pipeline.x")),
                        "not to be handled");
        replay.batch(events.subList(3, 4));
        assertThat(letters(id)).extracting(DeadLetter::version).containsExactly(3L, 4L);

        assertThat(all.discard(PipelineProjection.NAME, events.get(2).getIdentifier(), "operator", "broken"))
                .isTrue();
        all.take(PipelineProjection.NAME, id.value());
        replay.batch(events.subList(3, 4));
        replay.batch(events.subList(3, 4));

        assertThat(state(id).version()).as("events that were folded").isEqualTo(3);
        assertThat(letters(id)).singleElement().satisfies(letter -> {
            assertThat(letter.status()).isEqualTo("discarded");
            assertThat(letter.decidedBy()).isEqualTo("operator");
            assertThat(letter.reason()).isEqualTo("broken");
        });
        assertThat(all.discard(PipelineProjection.NAME, events.get(2).getIdentifier(), "operator", "again"))
                .isFalse();

        jdbc.update("TRUNCATE pipeline_view");
        new Replay(dataSource, all.replay(PipelineProjection.NAME)).batch(events);
        all.replayTakesOver(PipelineProjection.NAME);
        assertThat(state(id).version()).as("made anew").isEqualTo(3);
        assertThat(letters(id)).hasSize(1);
    }

    @Test
    void a_history_without_its_beginning_is_put_aside() {
        PipelineId id = PipelineId.next();

        replay.batch(history(id).subList(1, 3));

        assertThat(letters(id)).extracting(DeadLetter::version).containsExactly(2L, 3L);
        assertThat(jdbc.queryForObject("SELECT count(*) FROM pipeline_view", Long.class))
                .isZero();
    }

    private static List<DeadLetter> letters(PipelineId id) {
        return Replay.letters(dataSource).list(PipelineProjection.NAME, Long.MAX_VALUE, 100).reversed().stream()
                .filter(letter -> letter.sequenceId().equals(id.value()))
                .toList();
    }

    @Test
    void a_batch_that_fails_can_be_handled_again() {
        PipelineId id = PipelineId.next();
        List<TrackedEventMessage<?>> events = history(id);
        jdbc.update("ALTER TABLE pipeline_view RENAME TO pipeline_view_away");
        try {
            assertThatThrownBy(() -> replay.batch(events)).isInstanceOf(IllegalStateException.class);
        } finally {
            jdbc.update("ALTER TABLE pipeline_view_away RENAME TO pipeline_view");
        }

        replay.batch(events);

        assertThat(state(id).version()).isEqualTo(4);
    }

    @Test
    void a_row_that_another_node_changed_meanwhile_is_read_again() {
        PipelineId id = PipelineId.next();
        List<TrackedEventMessage<?>> events = history(id);
        Replay otherNode = new Replay(dataSource);
        replay.batch(events.subList(0, 2));
        otherNode.batch(events.subList(2, 3));

        replay.batch(events.subList(3, 4));

        assertThat(state(id).version()).isEqualTo(4);
    }

    @Test
    void an_emptied_table_is_filled_again_from_the_first_event() {
        PipelineId id = PipelineId.next();
        List<TrackedEventMessage<?>> events = history(id);
        replay.batch(events);
        jdbc.update("TRUNCATE pipeline_view");

        replay.batch(events.subList(0, 2));
        replay.batch(events.subList(2, 4));

        assertThat(state(id).version()).isEqualTo(4);
    }

    @Test
    void many_pipelines_in_one_batch_each_get_their_own_row() {
        List<PipelineId> ids = new ArrayList<>();
        List<TrackedEventMessage<?>> woven = new ArrayList<>();
        List<List<TrackedEventMessage<?>>> histories = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            PipelineId id = PipelineId.next();
            ids.add(id);
            histories.add(history(id));
        }
        for (int step = 0; step < 4; step++) {
            for (List<TrackedEventMessage<?>> history : histories) {
                woven.add(history.get(step));
            }
        }

        replay.batch(woven.subList(0, 300));
        replay.batch(woven.subList(300, woven.size()));

        assertThat(ids).allSatisfy(id -> assertThat(state(id).version()).isEqualTo(4));
        assertThat(jdbc.queryForObject("SELECT count(*) FROM pipeline_view", Long.class))
                .isEqualTo(120);
    }

    @Test
    void a_paused_and_resumed_pipeline_is_running_in_its_row() {
        PipelineId id = PipelineId.next();
        replay.batch(List.of(stored(started(id), 0), stored(new PipelinePaused(id), 1)));
        assertThat(column("status", id)).isEqualTo("paused");

        replay.batch(List.of(stored(new PipelineResumed(id), 2)));

        assertThat(column("status", id)).isEqualTo("running");
    }

    private List<TrackedEventMessage<?>> history(PipelineId id) {
        ArtifactRef manifest = new ArtifactRef("art_0", "files.json", "application/json", 12, "ab");
        return List.of(
                stored(started(id), 0),
                stored(new StageStarted(id, Stage.INGEST, 1, 1), 1),
                stored(new StageCompleted(id, Stage.INGEST, 1, 1, Map.of("files", 3), List.of(manifest), List.of()), 2),
                stored(new PipelineCompleted(id, 1), 3));
    }

    private TrackedEventMessage<?> stored(PipelineEvent event, long sequence) {
        return replay.stored(event, sequence, T0.plusSeconds(sequence));
    }

    static PipelineStarted started(PipelineId id) {
        return startedWith(id, List.of(Stage.INGEST));
    }

    static PipelineStarted startedWith(PipelineId id, List<Stage> stages) {
        return new PipelineStarted(
                id,
                "add a login with 'quotes', \"double ones\", {braces} and a \\",
                stages,
                new PipelineConfig(
                        null,
                        null,
                        new RepositoryUrl("https://git.example/a.git"),
                        new BranchName("main"),
                        3,
                        QualityGate.STANDARD,
                        null),
                new PipelineContext(List.of(KnowledgeSource.WIKI), 16000));
    }

    private static PipelineState state(PipelineId id) {
        return Replay.MAPPER.readValue(column("state", id), PipelineState.class);
    }

    private static String column(String name, PipelineId id) {
        return jdbc.queryForObject(
                "SELECT " + name + " FROM pipeline_view WHERE pipeline_id = ?", String.class, id.value());
    }

    private static Instant instant(String name, PipelineId id) {
        return jdbc.queryForObject(
                        "SELECT " + name + " FROM pipeline_view WHERE pipeline_id = ?",
                        OffsetDateTime.class,
                        id.value())
                .toInstant();
    }
}
