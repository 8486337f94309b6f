package io.omni.api.stardust;

import io.omni.api.stardust.verify.ArchiveFile;
import io.omni.events.tlog.BadProof;
import io.omni.events.tlog.NoteSigner;
import io.omni.events.tlog.Tile;
import io.omni.projection.stardust.ArchiveTable;
import io.omni.query.stardust.SignedCheckpoint;
import io.omni.query.stardust.StardustQueries;
import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Moves the bytes of old packets, and what is kept beside them, out of the database into files. The tree stays, so every packet can
 * still be proved; the packets' file proves itself, and is checked before anything is taken out of the database.
 */
@Component
public class LedgerArchive {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerArchive.class);

    private final ArchiveTable table;
    private final StardustQueries queries;
    private final NoteSigner signer;
    private final Path folder;
    private final Clock clock;

    LedgerArchive(
            ArchiveTable table, StardustQueries queries, NoteSigner signer, StardustSettings settings, Clock clock) {
        this.table = table;
        this.queries = queries;
        this.signer = signer;
        this.folder = settings.folder().resolve("archive");
        this.clock = clock;
    }

    /**
     * Archives what occurred before a time, as far as a signed checkpoint covers it.
     *
     * @return what was archived; empty when there was nothing
     */
    public Optional<Archive> before(Instant time) {
        return upTo(table.firstSince(time));
    }

    /**
     * Archives the packets beneath an index, as far as a signed checkpoint covers them, in whole tiles.
     *
     * @return what was archived; empty when there was nothing
     * @throws BadProof when the ledger was changed behind its back; nothing is taken out of it then
     */
    public synchronized Optional<Archive> upTo(long index) {
        SignedCheckpoint signed = queries.checkpoint().orElse(null);
        long first = table.archived();
        long most = signed == null ? 0 : Math.min(index, signed.size());
        long past = most - most % Tile.WIDTH;
        if (signed == null || past <= first) {
            return Optional.empty();
        }
        try {
            Archive archive = write(first, past, signed);
            table.remove(first, past, archive.file(), archive.sha256(), clock.instant());
            LOG.info("Packets {} to {} of the ledger lie in {}.", first, past - 1, folder.resolve(archive.file()));
            return Optional.of(archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first packet that lies in no archive. */
    public long archived() {
        return table.archived();
    }

    private Archive write(long first, long past, SignedCheckpoint signed) throws IOException {
        Files.createDirectories(folder);
        String name = "packets-%012d-%012d.gz".formatted(first, past - 1);
        Path draft = folder.resolve(name + ".new");
        Path contents = folder.resolve(name.replace("packets", "contents") + ".new");
        try (DurableText packets = DurableText.to(draft);
                DurableText beside = DurableText.to(contents)) {
            Base64.Encoder base64 = Base64.getEncoder();
            packets.line(ArchiveFile.FORMAT);
            packets.line("range " + first + " " + past);
            packets.line("frontier " + base64.encodeToString(queries.frontier(first)));
            table.each(first, past, content -> {
                packets.line(new String(content.bytes(), StandardCharsets.UTF_8));
                if (content.salt() != null) {
                    beside.line(content.index() + " " + base64.encodeToString(content.salt()) + " "
                            + (content.content() == null ? "" : base64.encodeToString(content.content())));
                }
            });
            packets.line("");
            queries.consistency(past, signed.size()).path().forEach(hash -> packets.line(base64.encodeToString(hash)));
            packets.line("");
            packets.text(signed.note());
        }
        ArchiveFile.verify(draft, signer.key());
        Files.move(
                contents,
                folder.resolve(name.replace("packets", "contents")),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return new Archive(first, past, name, sha256(folder.resolve(name)));
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = io.omni.events.tlog.Hashing.sha256();
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * What was archived.
     *
     * @param first the first packet in the file
     * @param past the first packet behind it
     * @param file the file's name in the archive's folder
     * @param sha256 the file's hash, in hexadecimal
     */
    public record Archive(long first, long past, String file, String sha256) {}

    /** Compressed lines of text that are on the disk when it is closed. */
    private record DurableText(FileOutputStream file, GZIPOutputStream zip, Writer writer) implements AutoCloseable {
        static DurableText to(Path path) throws IOException {
            FileOutputStream file = new FileOutputStream(path.toFile());
            GZIPOutputStream zip = new GZIPOutputStream(file, 1 << 16);
            return new DurableText(file, zip, new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8)));
        }

        void line(String line) {
            text(line + "\n");
        }

        void text(String text) {
            try {
                writer.write(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            writer.flush();
            zip.finish();
            file.getFD().sync();
            writer.close();
        }
    }
}
