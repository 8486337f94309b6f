package io.omni.events.tlog;

import java.util.Base64;

/**
 * What a log says of itself: the first three lines of <a href="https://c2sp.org/tlog-checkpoint">C2SP's tlog-checkpoint</a>.
 *
 * @param origin the log's name
 * @param size how many leaves its tree has
 * @param root the tree's root
 */
public record Checkpoint(String origin, long size, byte[] root) {

    /** The lines that are signed. */
    public String text() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    }

    /**
     * Reads a signed checkpoint.
     *
     * @param note the signed note
     * @param key the log's key
     * @throws BadProof when the key hasn't signed it, or it is no checkpoint of the key's log
     */
    public static Checkpoint open(String note, NoteKey key) {
        String[] lines = SignedNote.open(note, key).split("\n", -1);
        if (lines.length < 4 || !lines[0].equals(key.name()) || !lines[1].matches("0|[1-9][0-9]{0,17}")) {
            throw new BadProof("that is no checkpoint of " + key.name());
        }
        try {
            return new Checkpoint(
                    lines[0],
                    Long.parseLong(lines[1]),
                    Hashing.checked(Base64.getDecoder().decode(lines[2])));
        } catch (IllegalArgumentException e) {
            throw new BadProof("the checkpoint's root is no base64");
        }
    }
}
