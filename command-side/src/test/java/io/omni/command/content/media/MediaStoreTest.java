package io.omni.command.content.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.omni.command.content.media.MediaTrouble.Kind;
import io.omni.command.content.media.MediaUpkeep.Removed;
import io.omni.events.content.StoredFile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

@Timeout(120)
class MediaStoreTest {
    private static final Instant T0 = Instant.parse("2026-01-15T10:30:00Z");

    private static EmbeddedPostgres postgres;
    private static DataSource dataSource;

    @TempDir
    Path root;

    @BeforeAll
    static void start() throws IOException {
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
    void empty() {
        new JdbcTemplate(dataSource).execute("TRUNCATE media_object");
    }

    @Test
    void the_same_content_lies_there_once() throws Exception {
        MediaStore store = store(T0, 100);
        StoredFile one = put(store, MediaKind.RAW, "abc");
        StoredFile other = put(store, MediaKind.RAW, "abc");
        assertThat(other).isEqualTo(one);
        assertThat(one.sha256()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(store.open(one.sha256())).hasContent("abc");
        assertThat(store.total()).isEqualTo(3);
    }

    @Test
    void many_put_the_same_at_once() throws Exception {
        MediaStore store = store(T0, 100);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<StoredFile>> all = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                all.add(threads.submit(() -> put(store, MediaKind.DERIVED, "same")));
            }
            for (Future<StoredFile> one : all) {
                assertThat(store.open(one.get().sha256())).hasContent("same");
            }
        }
        assertThat(store.total()).isEqualTo(4);
    }

    @Test
    void a_full_store_takes_nothing_new() throws Exception {
        MediaStore store = store(T0, 5);
        put(store, MediaKind.RAW, "abc");
        put(store, MediaKind.RAW, "abc");
        assertThatExceptionOfType(MediaTrouble.class)
                .isThrownBy(() -> put(store, MediaKind.RAW, "def"))
                .withMessageContaining("raise OMNI_MEDIA_QUOTA")
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.LIMITED));
    }

    @Test
    void what_is_past_its_retention_goes() throws Exception {
        StoredFile raw = put(store(T0, 100), MediaKind.RAW, "raw");
        StoredFile derived = put(store(T0, 100), MediaKind.DERIVED, "derived");
        StoredFile renewed = put(store(T0, 100), MediaKind.RAW, "renewed");
        put(store(T0.plus(Duration.ofDays(30)), 100), MediaKind.RAW, "renewed");

        MediaStore store = store(T0.plus(Duration.ofDays(91)), 100);
        assertThat(upkeep(store, T0.plus(Duration.ofDays(91)))).isEqualTo(new Removed(1, 0, 0, 0));
        assertThat(store.find(raw.sha256())).isEmpty();
        assertThat(store.find(derived.sha256())).isPresent();
        assertThat(store.find(renewed.sha256())).isPresent();
        assertThatExceptionOfType(MediaTrouble.class)
                .isThrownBy(() -> store.open(raw.sha256()))
                .withMessageContaining("retention is over");

        assertThat(upkeep(store, T0.plus(Duration.ofDays(366)))).isEqualTo(new Removed(2, 0, 0, 0));
    }

    @Test
    void orphans_lost_rows_and_what_was_left_behind_go() throws Exception {
        MediaStore store = store(T0, 100);
        StoredFile kept = put(store, MediaKind.RAW, "kept");
        StoredFile lost = put(store, MediaKind.RAW, "lost");
        Files.delete(store.open(lost.sha256()));
        Path orphan = store.place("0".repeat(64));
        Files.createDirectories(orphan.getParent());
        Files.writeString(orphan, "orphan");
        Path young = store.place("1".repeat(64));
        Files.createDirectories(young.getParent());
        Files.writeString(young, "on its way");
        Path left = store.work().path();
        for (Path file : List.of(orphan, left)) {
            Files.setLastModifiedTime(file, FileTime.from(T0.minus(Duration.ofDays(2))));
        }
        Files.setLastModifiedTime(young, FileTime.from(T0.minus(Duration.ofMinutes(1))));

        assertThat(upkeep(store, T0.plusSeconds(1))).isEqualTo(new Removed(0, 1, 1, 1));
        assertThat(store.find(kept.sha256())).isPresent();
        assertThat(young).exists();
        assertThat(orphan).doesNotExist();
        assertThat(left).doesNotExist();
    }

    @Test
    void another_nodes_folder_is_left_alone() throws Exception {
        MediaStore mine = store(T0, 100);
        put(mine, MediaKind.RAW, "mine");
        MediaSettings elsewhere = settings(root.resolve("other"), 100);
        MediaStore other = new MediaStore(elsewhere, dataSource, Clock.fixed(T0, ZoneOffset.UTC));
        assertThat(new MediaUpkeep(other, elsewhere, Clock.fixed(T0.plusSeconds(1), ZoneOffset.UTC)).run())
                .isEqualTo(new Removed(0, 0, 0, 0));
        assertThat(mine.total()).isEqualTo(4);
    }

    private StoredFile put(MediaStore store, MediaKind kind, String text) throws MediaTrouble, IOException {
        try (WorkFolder work = store.work()) {
            return store.put(Files.writeString(work.path().resolve("f"), text), kind, "text/plain", "txt");
        }
    }

    private Removed upkeep(MediaStore store, Instant now) throws IOException {
        return new MediaUpkeep(store, settings(root, 100), Clock.fixed(now, ZoneOffset.UTC)).run();
    }

    private MediaStore store(Instant now, long quota) {
        return new MediaStore(settings(root, quota), dataSource, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static MediaSettings settings(Path root, long quota) {
        MediaSettings d = MediaSettings.in(root);
        return new MediaSettings(
                root,
                null,
                "ffmpeg",
                "ffprobe",
                null,
                "ultrafast",
                quota,
                1000,
                Duration.ofHours(1),
                Period.ofDays(90),
                Period.ofDays(365),
                d.patience());
    }
}
