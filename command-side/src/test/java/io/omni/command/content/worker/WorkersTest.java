package io.omni.command.content.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import io.omni.command.address.AddressGuard;
import io.omni.command.address.AddressSettings;
import io.omni.command.address.NameResolver;
import io.omni.command.content.media.Analyzer;
import io.omni.command.content.media.MediaProgram;
import io.omni.command.content.media.MediaSettings;
import io.omni.command.content.media.MediaStore;
import io.omni.command.content.media.Renderer;
import io.omni.command.content.media.Videos;
import io.omni.command.content.source.SourceSettings;
import io.omni.command.content.source.VideoSources;
import io.omni.command.content.target.TargetSettings;
import io.omni.command.content.target.UploadSessions;
import io.omni.command.content.target.UploadTargets;
import io.omni.command.content.work.ContentSettings;
import io.omni.command.content.work.ContentWorker;
import io.omni.command.content.work.JobFailure;
import io.omni.command.content.work.JobProgress;
import io.omni.command.content.work.JobTask;
import io.omni.command.secret.MasterKey;
import io.omni.command.secret.SealedBox;
import io.omni.events.content.Analysis;
import io.omni.events.content.AnalyzeInput;
import io.omni.events.content.AnalyzeResult;
import io.omni.events.content.Candidate;
import io.omni.events.content.ClipId;
import io.omni.events.content.ContentJobState;
import io.omni.events.content.EditInput;
import io.omni.events.content.EditOperation;
import io.omni.events.content.EditResult;
import io.omni.events.content.JobId;
import io.omni.events.content.JobInput;
import io.omni.events.content.JobKind;
import io.omni.events.content.JobStatus;
import io.omni.events.content.Post;
import io.omni.events.content.PrivacyStatus;
import io.omni.events.content.ProjectId;
import io.omni.events.content.ProjectSettings;
import io.omni.events.content.ProjectState;
import io.omni.events.content.ProjectStatus;
import io.omni.events.content.ScrapeInput;
import io.omni.events.content.ScrapeResult;
import io.omni.events.content.StoredFile;
import io.omni.events.content.UploadInput;
import io.omni.events.content.UploadResult;
import io.omni.events.content.Wording;
import io.omni.events.content.mind.Mishap;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
@Timeout(180)
class WorkersTest {
    private static final ProjectId PROJECT = ProjectId.next();
    private static final String SRT = """
            1
            00:00:00,200 --> 00:00:02,900
            Why is this test so fast?

            2
            00:00:04,100 --> 00:00:06,900
            Because nobody waits for databases.
            """;

    private static EmbeddedPostgres postgres;
    private static DataSource dataSource;

    @TempDir
    static Path fixtures;

    private static Path video;

    @TempDir
    Path folder;

    private final Told told = new Told();
    private MediaStore store;
    private VideoSources sources;
    private UploadTargets targets;
    private Analyzer analyzer;
    private Renderer renderer;

    @BeforeAll
    static void start() throws Exception {
        video = Videos.twoScenes(fixtures.resolve("video.mp4"));
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
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
    void make() throws IOException {
        Files.createDirectories(folder.resolve("inbox"));
        MediaSettings settings = Videos.settings(folder.resolve("media"));
        store = new MediaStore(settings, dataSource, Clock.systemUTC());
        AddressGuard guard = new AddressGuard(AddressSettings.allowing(Set.of(), List.of()), NameResolver.SYSTEM);
        sources = new VideoSources(
                SourceSettings.reading(List.of(folder.resolve("inbox"))),
                new MediaProgram(settings),
                guard,
                Videos.JSON,
                Clock.systemUTC());
        UploadSessions sessions = new UploadSessions(
                dataSource, new SealedBox(MasterKey.of("a text of at least sixteen")), Clock.systemUTC());
        targets = new UploadTargets(
                new TargetSettings(folder.resolve("outbox"), null), sessions, guard, Videos.JSON, Clock.systemUTC());
        analyzer = new Analyzer(settings, Videos.JSON);
        renderer = new Renderer(settings, Videos.JSON);
    }

    @AfterEach
    void end() {
        sources.close();
        targets.close();
    }

    @Test
    void a_video_in_a_folder_becomes_a_clip_in_the_outbox() throws Exception {
        Files.copy(video, folder.resolve("inbox/talk.mp4"));
        Files.writeString(folder.resolve("inbox/talk.srt"), SRT);

        scrape(false);
        StoredFile media = told.media.getFirst();
        Analysis analysis = ((AnalyzeResult) work(
                        new VideoAnalyzer(store, analyzer),
                        JobKind.ANALYZE,
                        new AnalyzeInput(media, told.subtitles.getFirst(), "talk", null, List.of())))
                .analysis();
        Candidate candidate = analysis.candidates().getFirst();
        EditInput edit = new EditInput(
                media, candidate.start(), candidate.end(), candidate.cues(), List.of(EditOperation.values()), false);
        EditResult edited = (EditResult) work(new ClipEditor(store, renderer, node(false)), JobKind.EDIT, edit);
        assertThat(edited.rendered().loudnessLufs()).isEqualTo(-14, within(1.0));
        assertThat(edited.rendered().captions()).isTrue();

        UploadInput upload = new UploadInput(
                edited.rendered().media(),
                edited.rendered().thumbnail(),
                "tiktok",
                new Wording("T", "D", List.of(), PrivacyStatus.PUBLIC));
        UploadResult first = (UploadResult) work(new ClipUploader(store, targets), JobKind.UPLOAD, upload);
        UploadResult again = (UploadResult) work(new ClipUploader(store, targets), JobKind.UPLOAD, upload);

        assertThat(first.published()).isTrue();
        assertThat(again).isEqualTo(first);
        assertThat(Path.of(java.net.URI.create(first.url())))
                .hasSize(edited.rendered().media().bytes());
        assertThat(told.steps)
                .containsExactly(
                        "LISTING",
                        "DOWNLOADING",
                        "STORING",
                        "PROBING",
                        "LISTENING",
                        "WATCHING",
                        "READING",
                        "SCORING",
                        "CUTTING",
                        "RENDERING",
                        "CHECKING",
                        "STORING",
                        "OPENING",
                        "SENDING",
                        "CONFIRMING",
                        "OPENING",
                        "CONFIRMING");
        try (var left = Files.list(folder.resolve("media/work"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void bad_videos_are_passed_over_and_good_ones_are_taken_once() throws Exception {
        Files.copy(video, folder.resolve("inbox/good.mp4"));
        Files.copy(video, folder.resolve("inbox/copy.mp4"));
        Files.write(folder.resolve("inbox/half.mp4"), Arrays.copyOf(Files.readAllBytes(video), 9_000));
        Files.createFile(folder.resolve("inbox/empty.mp4"));
        Files.writeString(folder.resolve("inbox/text.mp4"), "no video");

        assertThat(scrape(false)).isEqualTo(new ScrapeResult(5, 1, 1, 3));
        assertThat(told.said).anyMatch(said -> said.startsWith("passes \"empty\" over: the file is empty"));
        assertThat(scrape(false)).isEqualTo(new ScrapeResult(5, 0, 0, 5));
        assertThat(scrape(true)).isEqualTo(new ScrapeResult(5, 0, 2, 3));
        assertThat(new TreeSet<>(told.media.stream().map(StoredFile::sha256).toList()))
                .hasSize(1);
    }

    @Test
    void a_scrape_that_finds_only_sound_says_so() throws Exception {
        byte[] feed = "<rss><channel><item><enclosure url='/a.mp3' type='audio/mpeg'/></item></channel></rss>"
                .getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/feed", exchange -> {
            exchange.sendResponseHeaders(200, feed.length);
            exchange.getResponseBody().write(feed);
            exchange.close();
        });
        server.start();
        try (VideoSources near = new VideoSources(
                SourceSettings.reading(List.of()),
                new MediaProgram(Videos.settings(folder.resolve("media"))),
                new AddressGuard(AddressSettings.allowing(Set.of(), AddressSettings.loopback()), NameResolver.SYSTEM),
                Videos.JSON,
                Clock.systemUTC())) {
            String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/feed";
            Object result = work(
                    new Scraper(near, store, analyzer),
                    JobKind.SCRAPE,
                    new ScrapeInput(
                            "feed", address, null, Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), false));

            assertThat(result).isEqualTo(new ScrapeResult(1, 0, 0, 1));
            assertThat(told.said).last().isEqualTo("videos: 0; passed over: 1 (1 hold sound without a picture)");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_failure_says_what_may_be_done_about_it() {
        StoredFile gone = new StoredFile("0".repeat(64), 1, "video/mp4", "mp4");
        assertThatExceptionOfType(JobFailure.class)
                .isThrownBy(() -> work(
                        new VideoAnalyzer(store, analyzer),
                        JobKind.ANALYZE,
                        new AnalyzeInput(gone, null, "", null, List.of())))
                .satisfies(failure -> {
                    assertThat(failure.mishap()).isEqualTo(Mishap.PERMANENT);
                    assertThat(failure.problem().code()).isEqualTo("MEDIA_UNUSABLE");
                    assertThat(failure.problem().message()).contains("the media is not in the store");
                });
    }

    @Test
    void an_editor_has_a_graphics_processor_where_its_node_is_said_to_have_one() {
        assertThat(new ClipEditor(store, renderer, node(true)).hasGpu()).isTrue();
        assertThat(new ClipEditor(store, renderer, node(false)).hasGpu()).isFalse();
    }

    private static ContentSettings node(boolean gpu) {
        return new ContentSettings(1, 1, 1, 1, 1_000, Duration.ofHours(1), Duration.ofMinutes(5), gpu);
    }

    private ScrapeResult scrape(boolean force) throws Exception {
        return (ScrapeResult) work(
                new Scraper(sources, store, analyzer),
                JobKind.SCRAPE,
                new ScrapeInput("folder", ".", null, Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), force));
    }

    private Object work(ContentWorker worker, JobKind kind, JobInput input) throws Exception {
        assertThat(worker.kind()).isEqualTo(kind);
        ContentJobState job = new ContentJobState(
                JobId.of(kind, "test"),
                kind,
                PROJECT,
                null,
                null,
                new ClipId("clip_1"),
                null,
                null,
                input,
                JobStatus.RUNNING,
                1,
                0,
                0,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Instant.MAX,
                Instant.EPOCH,
                null,
                null,
                1);
        ProjectState project = new ProjectState(
                PROJECT,
                "p",
                null,
                ProjectSettings.defaults(),
                null,
                ProjectStatus.RUNNING,
                null,
                List.of(),
                false,
                Instant.EPOCH,
                Instant.EPOCH,
                1);
        return worker.work(new JobTask(job, project, 1, null), told);
    }

    /** What workers told. */
    private static final class Told implements JobProgress {
        private final List<String> steps = new ArrayList<>();
        private final List<String> said = new ArrayList<>();
        private final List<StoredFile> media = new ArrayList<>();
        private final List<StoredFile> subtitles = new ArrayList<>();
        private final Set<String> known = new HashSet<>();

        @Override
        public void step(String step, @Nullable Double progress, String message) {
            said.add(message);
            if (steps.isEmpty() || !steps.getLast().equals(step)) {
                steps.add(step);
            }
        }

        @Override
        public boolean isKnown(String postId) {
            return known.contains(postId);
        }

        @Override
        public boolean found(Post post, StoredFile file, @Nullable StoredFile text) {
            known.add(post.postId());
            boolean isNew = media.stream().noneMatch(file::equals);
            media.add(file);
            if (text != null) {
                subtitles.add(text);
            }
            return isNew;
        }
    }
}
