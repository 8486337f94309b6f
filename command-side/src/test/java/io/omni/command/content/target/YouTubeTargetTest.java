package io.omni.command.content.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.omni.command.address.AddressGuard;
import io.omni.command.address.AddressSettings;
import io.omni.command.address.GuardedHttp;
import io.omni.command.address.NameResolver;
import io.omni.command.content.media.MediaTrouble;
import io.omni.command.content.media.MediaTrouble.Kind;
import io.omni.command.content.media.Steps;
import io.omni.command.content.target.PlayedYouTube.Fault;
import io.omni.command.content.target.UploadTarget.Order;
import io.omni.command.content.target.UploadTarget.Uploaded;
import io.omni.command.secret.MasterKey;
import io.omni.command.secret.SealedBox;
import io.omni.events.content.PrivacyStatus;
import io.omni.events.content.Wording;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
class YouTubeTargetTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-15T10:30:00Z"), ZoneOffset.UTC);
    private static final int CHUNK = 256 << 10;
    private static final Steps NOBODY = (_, _, _) -> {};

    private static EmbeddedPostgres postgres;
    private static DataSource dataSource;

    @TempDir
    Path folder;

    private PlayedYouTube server;
    private GuardedHttp http;
    private byte[] video;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        dataSource = postgres.getPostgresDatabase();
        Flyway.configure()
                .dataSource(dataSource)
                .locations("filesystem:../projections/src/main/resources/db/migration")
                .load()
                .migrate();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void play() throws IOException {
        new JdbcTemplate(dataSource).execute("TRUNCATE content_upload_session");
        server = new PlayedYouTube();
        http = new GuardedHttp(
                new AddressGuard(AddressSettings.allowing(Set.of(), AddressSettings.loopback()), NameResolver.SYSTEM));
        video = new byte[5 * CHUNK / 2];
        new Random(1).nextBytes(video);
        Files.write(folder.resolve("clip.mp4"), video);
    }

    @AfterEach
    void end() {
        http.close();
        server.close();
    }

    @Test
    void a_clip_is_sent_in_chunks() throws Exception {
        assertThat(upload(null)).isEqualTo(new Uploaded("video1", "https://youtu.be/video1", true));
        assertThat(server.chunks).isEqualTo(3);
        assertWhole();
        assertThat(server.bodies.getFirst())
                .contains("\"title\":\"A title\"", "\"privacyStatus\":\"public\"", "\"tags\":[\"tests\"]");
    }

    @Test
    void a_clip_for_later_is_private_until_then() throws Exception {
        Instant later = CLOCK.instant().plus(Duration.ofHours(5));
        assertThat(upload(later).published()).isFalse();
        assertThat(server.bodies.getFirst())
                .contains("\"privacyStatus\":\"private\"", "\"publishAt\":\"2026-01-15T15:30:00Z\"");
    }

    @Test
    void what_the_server_has_counts_not_what_was_sent() throws Exception {
        server.faults.addAll(List.of(Fault.KEEPS_HALF, Fault.BREAKS_HALFWAY, Fault.UNAVAILABLE, Fault.NONSENSE_RANGE));
        upload(null);
        assertWhole();
    }

    @Test
    void an_upload_that_was_interrupted_goes_on_where_it_was() throws Exception {
        Steps killed = (step, progress, _) -> {
            if (step.equals("SENDING") && progress != null && progress > 0.3) {
                throw new IllegalStateException("killed");
            }
        };
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> target().upload(order(null), killed));
        assertThat(server.videos).isEmpty();

        upload(null);

        assertWhole();
        assertThat(server.sessions).hasSize(1);
        assertThat(server.sent).isEqualTo(video.length);
    }

    @Test
    void an_upload_whose_last_answer_was_lost_is_not_made_twice() throws Exception {
        Steps killedAtTheEnd = (step, _, _) -> {
            if (step.equals("CONFIRMING")) {
                throw new IllegalStateException("killed");
            }
        };
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> target().upload(order(null), killedAtTheEnd));
        assertThat(server.videos).hasSize(1);

        assertThat(upload(null).videoId()).isEqualTo("video1");
        assertThat(upload(null).videoId()).isEqualTo("video1");

        assertWhole();
        assertThat(server.chunks).isEqualTo(3);
    }

    @Test
    void a_lost_answer_to_the_last_chunk_is_asked_for() throws Exception {
        server.faults.addAll(List.of(Fault.ANSWER_IS_LOST, Fault.ANSWER_IS_LOST, Fault.ANSWER_IS_LOST));
        upload(null);
        assertWhole();
    }

    @Test
    void a_session_that_is_over_is_opened_anew() throws Exception {
        server.faults.addAll(List.of(Fault.KEEPS_HALF, Fault.EXPIRES));
        upload(null);
        assertWhole();
        assertThat(server.bodies).hasSize(2);
    }

    @Test
    void a_quota_that_is_used_up_defers_until_midnight_there() {
        server.opening = "quotaExceeded";
        assertThatExceptionOfType(MediaTrouble.class)
                .isThrownBy(() -> upload(null))
                .withMessage("YouTube's quota is used up (quotaExceeded)")
                .satisfies(trouble -> {
                    assertThat(trouble.kind()).isEqualTo(Kind.LIMITED);
                    // 02:30 in Los Angeles.
                    assertThat(trouble.retryAfter()).isEqualTo(Duration.ofMinutes(21 * 60 + 30));
                });
    }

    @Test
    void a_refusal_is_final() {
        server.opening = "forbidden";
        assertThatExceptionOfType(MediaTrouble.class)
                .isThrownBy(() -> upload(null))
                .withMessage("opening the upload is answered 403 (forbidden)")
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.FORBIDDEN));
    }

    @Test
    void a_token_that_is_over_is_renewed() throws Exception {
        server.token = "another";
        YouTubeSettings usual =
                YouTubeSettings.withRefresh(server.url("/videos"), server.url("/token"), "client", "secret", "refresh");
        assertThat(new YouTubeTarget(usual, sessions(), http, JSON, CLOCK)
                        .upload(order(null), NOBODY)
                        .videoId())
                .isEqualTo("video1");
        server.token = "over";
        Order another = new Order(
                "up_2",
                "proj_1",
                "clip_2",
                "youtube",
                "1".repeat(64),
                folder.resolve("clip.mp4"),
                folder.resolve("clip.mp4"),
                order(null).wording(),
                null);
        assertThat(new YouTubeTarget(usual, sessions(), http, JSON, CLOCK)
                        .upload(another, NOBODY)
                        .videoId())
                .isEqualTo("video2");
    }

    @Test
    void the_bytes_and_the_token_go_to_no_other_host() {
        server.location = "http://localhost:1/elsewhere";
        assertThatExceptionOfType(MediaTrouble.class)
                .isThrownBy(() -> upload(null))
                .withMessageContaining("another host");
    }

    @Test
    void a_session_lies_encrypted_in_the_database() {
        sessions().opened("up_9", "2".repeat(64), "youtube", "https://secret.example/session");
        byte[] stored =
                new JdbcTemplate(dataSource).queryForObject("SELECT session FROM content_upload_session", byte[].class);
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("secret.example");
        assertThat(sessions().find("up_9", "2".repeat(64)).orElseThrow().address())
                .isEqualTo("https://secret.example/session");
        assertThat(sessions().find("up_9", "3".repeat(64))).isEmpty();
        assertThat(sessions().forget(CLOCK.instant().plusSeconds(1))).isEqualTo(1);
    }

    private void assertWhole() {
        assertThat(server.videos).containsExactly(new String(video, StandardCharsets.ISO_8859_1));
    }

    private Uploaded upload(@Nullable Instant publishAt) throws Exception {
        return target().upload(order(publishAt), NOBODY);
    }

    private YouTubeTarget target() {
        YouTubeSettings usual = YouTubeSettings.withToken(server.url("/videos"), "good");
        return new YouTubeTarget(
                new YouTubeSettings(
                        usual.uploadUrl(), usual.tokenUrl(), "good", null, null, null, CHUNK, Duration.ofSeconds(20)),
                sessions(),
                http,
                JSON,
                CLOCK);
    }

    private UploadSessions sessions() {
        return new UploadSessions(dataSource, new SealedBox(MasterKey.of("a text of at least sixteen")), CLOCK);
    }

    private Order order(@Nullable Instant publishAt) {
        return new Order(
                "up_1",
                "proj_1",
                "clip_1",
                "youtube",
                "0".repeat(64),
                folder.resolve("clip.mp4"),
                folder.resolve("clip.mp4"),
                new Wording("A <title>", "", List.of("tests"), PrivacyStatus.PUBLIC),
                publishAt);
    }
}
