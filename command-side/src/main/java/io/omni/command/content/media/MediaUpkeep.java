package io.omni.command.content.media;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Keeps the store in order: removes what is past its retention, files that no row knows, rows whose file is gone, work folders and
 * downloads that nobody has touched for a day. Says what it removes. What happened to media stays in the events for ever.
 */
public final class MediaUpkeep {
    private static final Logger LOG = LoggerFactory.getLogger(MediaUpkeep.class);
    // Younger files may be on their way to their row.
    private static final Duration YOUNG = Duration.ofHours(1);
    private static final Duration LEFT_BEHIND = Duration.ofHours(24);
    private static final Duration RESUMABLE = Duration.ofDays(7);

    private final MediaStore store;
    private final MediaSettings settings;
    private final Clock clock;

    /** Keeps this store in order. */
    public MediaUpkeep(MediaStore store, MediaSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What one round removed.
     *
     * @param expired files past their retention
     * @param orphans files that no row knew
     * @param lost rows whose file was gone
     * @param abandoned work folders and partial downloads
     */
    public record Removed(int expired, int orphans, int lost, int abandoned) {}

    /** Goes through the store once. */
    public Removed run() throws IOException {
        Instant now = clock.instant();
        int expired =
                expire(MediaKind.RAW, settings.keepRaw(), now) + expire(MediaKind.DERIVED, settings.keepDerived(), now);
        return new Removed(
                expired,
                orphans(now.minus(YOUNG)),
                lost(now),
                abandoned("work", now.minus(LEFT_BEHIND)) + abandoned("partial", now.minus(RESUMABLE)));
    }

    private int expire(MediaKind kind, @Nullable Period keep, Instant now) throws IOException {
        if (keep == null) {
            return 0;
        }
        Instant before = now.atOffset(ZoneOffset.UTC).minus(keep).toInstant();
        int expired = 0;
        for (String sha256 : store.table().before(kind, before)) {
            if (store.table().remove(sha256, before)) {
                Files.deleteIfExists(store.place(sha256));
                LOG.info("Media {} ({}) is past its retention; removed", sha256, kind.wireName());
                expired++;
            }
        }
        return expired;
    }

    private int orphans(Instant before) throws IOException {
        int orphans = 0;
        Path files = store.root().resolve("files");
        if (Files.notExists(files)) {
            return 0;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(files)) {
            for (Path folder : folders) {
                try (DirectoryStream<Path> members = Files.newDirectoryStream(folder)) {
                    for (Path file : members) {
                        if (isBefore(file, before)
                                && !store.table().has(file.getFileName().toString())) {
                            Files.deleteIfExists(file);
                            LOG.info("Media {} has no row; removed", file.getFileName());
                            orphans++;
                        }
                    }
                }
            }
        }
        return orphans;
    }

    private int lost(Instant now) {
        int lost = 0;
        for (String sha256 : store.table().all()) {
            if (store.find(sha256).isEmpty() && store.table().remove(sha256, now)) {
                LOG.warn("The file of media {} is gone; its row is removed", sha256);
                lost++;
            }
        }
        return lost;
    }

    private int abandoned(String name, Instant before) throws IOException {
        Path folder = store.root().resolve(name);
        if (Files.notExists(folder)) {
            return 0;
        }
        int abandoned = 0;
        try (DirectoryStream<Path> members = Files.newDirectoryStream(folder)) {
            for (Path member : members) {
                if (isBefore(member, before)) {
                    FileSystemUtils.deleteRecursively(member);
                    LOG.info("{}/{} was left behind; removed", name, member.getFileName());
                    abandoned++;
                }
            }
        }
        return abandoned;
    }

    private static boolean isBefore(Path file, Instant time) throws IOException {
        return Files.getLastModifiedTime(file).toInstant().isBefore(time);
    }
}
