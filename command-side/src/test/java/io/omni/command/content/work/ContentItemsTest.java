package io.omni.command.content.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.events.content.CreatorId;
import io.omni.events.content.ProjectId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which posts a project has met, in a database that was there before posts had creators. */
class ContentItemsTest {
    private static final ProjectId PROJECT = ProjectId.next();
    private static final CreatorId FIRST = CreatorId.next();
    private static final CreatorId SECOND = CreatorId.next();
    private static final CreatorId THIRD = CreatorId.next();

    private static EmbeddedPostgres postgres;
    private static ContentItems items;

    @BeforeAll
    static void migrate() throws IOException {
        postgres = EmbeddedPostgres.start();
        DataSource dataSource = postgres.getPostgresDatabase();
        migrate(dataSource, "75");
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        event(jdbc, "content.video.scraped", FIRST, "old");
        event(jdbc, "content.video.duplicate", SECOND, "old");
        jdbc.update(
                "INSERT INTO content_post (project_id, post_id) VALUES (?, 'old'), (?, 'nobody knows')",
                PROJECT.value(),
                PROJECT.value());
        migrate(dataSource, "latest");
        items = new ContentItems(dataSource);
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void what_two_creators_call_by_the_same_name_are_two_posts() {
        items.met(PROJECT, FIRST, "1");

        assertThat(items.hasMet(PROJECT, FIRST, "1")).isTrue();
        assertThat(items.hasMet(PROJECT, SECOND, "1")).isFalse();
        assertThat(items.hasMet(ProjectId.next(), FIRST, "1")).isFalse();
    }

    @Test
    void posts_that_were_met_before_they_had_creators_have_those_of_their_events() {
        assertThat(items.hasMet(PROJECT, FIRST, "old")).isTrue();
        assertThat(items.hasMet(PROJECT, SECOND, "old")).isTrue();
        assertThat(items.hasMet(PROJECT, THIRD, "old")).isFalse();
        assertThat(items.hasMet(PROJECT, THIRD, "nobody knows")).isTrue();
    }

    private static void event(JdbcTemplate jdbc, String type, CreatorId creator, String post) {
        String payload = "{\"project_id\":\"" + PROJECT + "\",\"creator_id\":\"" + creator
                + "\",\"post\":{\"post_id\":\"" + post + "\"}}";
        jdbc.update(
                "INSERT INTO domain_event (event_identifier, aggregate_type, aggregate_id, sequence_number, occurred_at,"
                        + " payload_type, payload_revision, payload, meta_data) VALUES (?, 'content_video', ?, 0, ?, ?, '1', ?, ?)",
                type,
                "vid_" + creator,
                "2026-01-15T10:00:00Z",
                type,
                payload.getBytes(StandardCharsets.UTF_8),
                "{}".getBytes(StandardCharsets.UTF_8));
    }

    private static void migrate(DataSource dataSource, String target) {
        Flyway.configure()
                .dataSource(dataSource)
                .locations("filesystem:../projections/src/main/resources/db/migration")
                .target(target)
                .load()
                .migrate();
    }
}
