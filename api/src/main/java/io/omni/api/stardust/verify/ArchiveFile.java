package io.omni.api.stardust.verify;

import io.omni.events.tlog.BadProof;
import io.omni.events.tlog.Checkpoint;
import io.omni.events.tlog.Frontier;
import io.omni.events.tlog.Hashing;
import io.omni.events.tlog.NoteKey;
import io.omni.events.tlog.Proofs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A file of archived packets that proves itself. Compressed lines of text: {@value #FORMAT}; {@code range <first> <past>};
 * {@code frontier} and the frontier of the tree of {@code first} packets in base64; one packet a line, as its canonical bytes, which
 * hold no line feed; an empty line; the hashes of the consistency proof from {@code past} to the checkpoint, one in base64 a line; an
 * empty line; the signed checkpoint.
 */
public final class ArchiveFile {
    /** The first line. */
    public static final String FORMAT = "omni-orchestrator/stardust-archive/v1";

    private ArchiveFile() {}

    /**
     * Checks that every packet in the file is what the ledger's checkpoint covers.
     *
     * @return what it holds
     * @throws BadProof when it isn't proved
     */
    public static Range verify(Path file, NoteKey key) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            if (!FORMAT.equals(lines.readLine())) {
                throw new BadProof("that is no archive; one begins with " + FORMAT);
            }
            String[] range = next(lines).split(" ");
            String[] start = next(lines).split(" ", -1);
            long first = Long.parseLong(range[1]);
            long past = Long.parseLong(range[2]);
            Frontier frontier = Frontier.of(first, Base64.getDecoder().decode(start[1]));
            for (String packet = next(lines); !packet.isEmpty(); packet = next(lines)) {
                frontier.append(Hashing.leaf(packet.getBytes(StandardCharsets.UTF_8)));
            }
            if (frontier.size() != past) {
                throw new BadProof("the archive ends at packet " + frontier.size() + " instead of " + past);
            }
            List<byte[]> path = new ArrayList<>();
            for (String hash = next(lines); !hash.isEmpty(); hash = next(lines)) {
                path.add(Hashing.checked(Base64.getDecoder().decode(hash)));
            }
            StringBuilder note = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                note.append(line).append('\n');
            }
            Checkpoint checkpoint = Checkpoint.open(note.toString(), key);
            Proofs.consistency(past, checkpoint.size(), path, frontier.root(), checkpoint.root());
            return new Range(first, past, checkpoint.size());
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new BadProof("the archive isn't readable");
        }
    }

    private static String next(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new BadProof("the archive is cut off");
        }
        return line;
    }

    /**
     * What an archive holds.
     *
     * @param first its first packet
     * @param past the first packet behind it
     * @param checkpoint the size of the tree that its checkpoint covers
     */
    public record Range(long first, long past, long checkpoint) {}
}
