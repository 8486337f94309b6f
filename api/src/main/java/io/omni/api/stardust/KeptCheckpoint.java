package io.omni.api.stardust;

import io.omni.events.tlog.BadProof;
import io.omni.events.tlog.Checkpoint;
import io.omni.events.tlog.NoteKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * What this node keeps of the ledger outside the database: the public key and the last checkpoint that it has seen. A database that was
 * restored from an old backup, or exchanged, doesn't fit them.
 */
final class KeptCheckpoint {
    private final Path folder;
    private final Path key;
    private final Path checkpoint;

    KeptCheckpoint(Path folder) {
        this.folder = folder;
        this.key = folder.resolve("public-key");
        this.checkpoint = folder.resolve("checkpoint");
    }

    /**
     * Keeps the key at the first start, and afterwards only the same one.
     *
     * @throws BadProof when another key is kept
     */
    void hold(NoteKey current) {
        try {
            Files.createDirectories(folder);
            if (Files.exists(key)) {
                String kept = Files.readString(key).strip();
                if (!kept.equals(current.toString())) {
                    throw new BadProof("the database has another signing key than the one in \"" + key + "\"");
                }
            } else {
                write(key, current + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The checkpoint that is kept; empty when there is none yet.
     *
     * @throws BadProof when it isn't signed with this key
     */
    Optional<Checkpoint> read(NoteKey signedWith) {
        try {
            return Files.exists(checkpoint)
                    ? Optional.of(Checkpoint.open(Files.readString(checkpoint), signedWith))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void keep(String note) {
        try {
            write(checkpoint, note);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whole or not at all; the folder above is closed to others. */
    private static void write(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
