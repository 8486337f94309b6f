package io.omni.command.content.media;

import io.omni.command.content.media.MediaTrouble.Kind;
import io.omni.events.content.StoredFile;
import io.omni.events.id.Ids;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Keeps media by the SHA-256 of its content: {@code files/ab/abcdef…}. The same content lies there once, whoever puts it in and however
 * often. A file is on the disk whole and durably before its row is written, and the row before anybody is told of it.
 */
public final class MediaStore {
    private static final int COPY = 1 << 16;

    private final MediaSettings settings;
    private final MediaTable table;
    private final Clock clock;

    /** A store in the settings' folder, its rows in the database. */
    public MediaStore(MediaSettings settings, DataSource processing, Clock clock) {
        this.settings = settings;
        this.table = new MediaTable(processing, identity(settings.root()));
        this.clock = clock;
    }

    /**
     * Puts a file in; it is moved, so it must lie in a work folder of this store.
     *
     * @param extension of its name, lower case letters and digits
     * @throws MediaTrouble {@code LIMITED} when the quota is used up, {@code UNEQUIPPED} when the disk is full
     */
    public StoredFile put(Path file, MediaKind kind, String mediaType, String extension) throws MediaTrouble {
        try {
            StoredFile stored = new StoredFile(sha256(file), Files.size(file), mediaType, extension);
            place(file, stored);
            table.put(stored, kind, clock.instant());
            // Its time may have been over just now, and the sweep quicker; it doesn't touch a row as young as this one.
            place(file, stored);
            return stored;
        } catch (IOException e) {
            throw trouble("the media can't be stored", e);
        }
    }

    /**
     * Where a file lies.
     *
     * @throws MediaTrouble {@code BAD_INPUT} when it isn't there, because its time is over as a rule
     */
    public Path open(String sha256) throws MediaTrouble {
        return find(sha256)
                .orElseThrow(() -> new MediaTrouble(
                        Kind.BAD_INPUT,
                        "the media is not in the store: its retention is over, or another node's folder holds it (give all nodes"
                                + " the same OMNI_MEDIA_DIR)"));
    }

    /** Where a file lies in the store of this node; empty when it isn't there. */
    public Optional<Path> find(String sha256) {
        return Optional.of(place(sha256)).filter(Files::isRegularFile);
    }

    /** An empty folder for one attempt at some work, on the store's file system. */
    public WorkFolder work() throws MediaTrouble {
        try {
            Path folder = settings.root().resolve("work").resolve(Ids.next("work"));
            Files.createDirectories(folder);
            return new WorkFolder(folder);
        } catch (IOException e) {
            throw trouble("no work folder can be made", e);
        }
    }

    /** The folder for downloads that can be resumed. */
    public Path partial() throws MediaTrouble {
        try {
            return Files.createDirectories(settings.root().resolve("partial"));
        } catch (IOException e) {
            throw trouble("no folder for downloads can be made", e);
        }
    }

    /** How many bytes lie in it. */
    public long total() {
        return table.total();
    }

    /** The SHA-256 of a file, in lower-case hex. */
    public static String sha256(Path file) throws IOException {
        try (InputStream stream =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            byte[] buffer = new byte[COPY];
            while (stream.read(buffer) >= 0) {
                // Reading feeds the digest.
            }
            return HexFormat.of()
                    .formatHex(((DigestInputStream) stream).getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    Path root() {
        return settings.root();
    }

    MediaTable table() {
        return table;
    }

    Path place(String sha256) {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a SHA-256 has 64 hex digits");
        }
        return settings.root().resolve("files").resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    static MediaTrouble trouble(String what, IOException e) {
        String said = String.valueOf(e.getMessage());
        return said.contains("No space left on device")
                ? new MediaTrouble(
                        Kind.NO_ROOM, "the disk is full; make room in the folder of media, then retry the job", e)
                : new MediaTrouble(Kind.PASSING, what, e);
    }

    private void place(Path file, StoredFile stored) throws IOException, MediaTrouble {
        Path place = place(stored.sha256());
        if (Files.notExists(place)) {
            requireRoom(stored.bytes());
            Files.createDirectories(place.getParent());
            force(file);
            Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
            force(place.getParent());
        }
    }

    private void requireRoom(long bytes) throws MediaTrouble {
        if (table.total() + bytes > settings.quotaBytes()) {
            throw new MediaTrouble(
                    Kind.LIMITED,
                    "the store of media is full: raise OMNI_MEDIA_QUOTA, or shorten OMNI_RETENTION_RAW_MEDIA");
        }
    }

    /** What tells this folder from those of other nodes; made with the folder. */
    private static String identity(Path root) {
        try {
            Path file = Files.createDirectories(root).resolve("store");
            if (Files.notExists(file)) {
                Path draft = Files.createTempFile(root, "store", ".new");
                Files.writeString(draft, Ids.next("store"));
                try {
                    Files.createLink(file, draft);
                } catch (FileAlreadyExistsException another) {
                    // Two nodes share the folder and have begun at the same time; the first one's name stays.
                } catch (UnsupportedOperationException | FileSystemException noLinks) {
                    Files.copy(draft, file);
                }
                Files.delete(draft);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The folder of media " + root + " can't be used; check its owner and mode.", e);
        }
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
