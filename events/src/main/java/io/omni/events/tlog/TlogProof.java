package io.omni.events.tlog;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proof that can be checked without the log (<a href="https://c2sp.org/tlog-proof">C2SP's tlog-proof</a>): where the leaf is, the
 * path from it to the root, and the signed checkpoint that has that root.
 *
 * @param extra the application's own data; null for none
 * @param index the leaf's place, from 0
 * @param path the inclusion proof
 * @param note the signed checkpoint
 */
public record TlogProof(byte @Nullable [] extra, long index, List<byte[]> path, String note) {
    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    /** The proof as a text. */
    public String text() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        Base64.Encoder base64 = Base64.getEncoder();
        if (extra != null) {
            text.append(EXTRA).append(base64.encodeToString(extra)).append('\n');
        }
        text.append(INDEX).append(index).append('\n');
        path.forEach(hash -> text.append(base64.encodeToString(hash)).append('\n'));
        return text.append('\n').append(note).toString();
    }

    /**
     * Reads a proof.
     *
     * @throws BadProof when it is none
     */
    public static TlogProof parse(String text) {
        int end = text.indexOf("\n\n");
        List<String> lines =
                end < 0 ? List.of() : List.of(text.substring(0, end).split("\n", -1));
        if (lines.size() < 2 || !lines.getFirst().equals(HEADER)) {
            throw new BadProof("that is no proof; one begins with " + HEADER);
        }
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            boolean hasExtra = lines.get(1).startsWith(EXTRA);
            byte[] extra = hasExtra ? base64.decode(lines.get(1).substring(EXTRA.length())) : null;
            int at = hasExtra ? 2 : 1;
            if (lines.size() <= at || !lines.get(at).matches("index (0|[1-9][0-9]{0,17})")) {
                throw new BadProof("the proof names no index");
            }
            List<byte[]> path = new ArrayList<>();
            for (String line : lines.subList(at + 1, lines.size())) {
                path.add(Hashing.checked(base64.decode(line)));
            }
            return new TlogProof(
                    extra, Long.parseLong(lines.get(at).substring(INDEX.length())), path, text.substring(end + 2));
        } catch (IllegalArgumentException e) {
            throw new BadProof("the proof holds what is no base64");
        }
    }

    /**
     * Checks that the log whose key this is has a leaf with this data.
     *
     * @return the checkpoint that says so
     * @throws BadProof when it isn't proved
     */
    public Checkpoint verify(byte[] leaf, NoteKey key) {
        Checkpoint checkpoint = Checkpoint.open(note, key);
        Proofs.inclusion(index, checkpoint.size(), Hashing.leaf(leaf), path, checkpoint.root());
        return checkpoint;
    }
}
