package io.omni.events.tlog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Reads notes as <a href="https://c2sp.org/signed-note">C2SP's signed-note</a> writes them. */
public final class SignedNote {
    private static final String SEPARATOR = "\n\n";
    private static final String SIGNATURE_LINE = "\u2014 ";
    private static final int LONGEST = 1_000_000;

    private SignedNote() {}

    /**
     * The text of a note that this key has signed. Signatures by other keys are passed over, as the format wants it.
     *
     * @throws BadProof when the note isn't one, or this key hasn't signed it
     */
    public static String open(String note, NoteKey key) {
        int end = note.lastIndexOf(SEPARATOR);
        boolean hasSignatures = end >= 0 && end + SEPARATOR.length() < note.length();
        if (!hasSignatures || note.length() > LONGEST || !note.endsWith("\n")) {
            throw new BadProof("that is no signed note");
        }
        String text = note.substring(0, end + 1);
        boolean signed = false;
        for (String line : note.substring(end + 2, note.length() - 1).split("\n", -1)) {
            if (!line.startsWith(SIGNATURE_LINE)) {
                throw new BadProof("that is no signed note");
            }
            signed |= isSignature(line.substring(SIGNATURE_LINE.length()), text, key);
        }
        if (!signed) {
            throw new BadProof("the note isn't signed by " + key.name());
        }
        return text;
    }

    private static boolean isSignature(String line, String text, NoteKey key) {
        int blank = line.indexOf(' ');
        if (blank < 1 || !line.substring(0, blank).equals(key.name())) {
            return false;
        }
        byte[] named;
        try {
            named = Base64.getDecoder().decode(line.substring(blank + 1));
        } catch (IllegalArgumentException e) {
            throw new BadProof("a signature is no base64");
        }
        if (named.length < 5 || !Arrays.equals(Arrays.copyOf(named, 4), key.hash())) {
            return false;
        }
        if (!key.verifies(text.getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(named, 4, named.length))) {
            throw new BadProof("the signature of " + key.name() + " is wrong");
        }
        return true;
    }
}
