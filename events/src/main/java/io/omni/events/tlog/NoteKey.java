package io.omni.events.tlog;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A log's public key, written as {@code <name>+<key hash>+<base64>}
 * (<a href="https://c2sp.org/signed-note">C2SP's signed-note</a>, Ed25519).
 */
public final class NoteKey {
    private static final byte ED25519 = 1;
    // What an X.509 public key of Ed25519 begins with (RFC 8410); the 32 bytes of the key follow.
    private static final byte[] X509_PREFIX = new BigInteger("302a300506032b6570032100", 16).toByteArray();

    private final String name;
    private final byte[] raw;

    private NoteKey(String name, byte[] raw) {
        this.name = name;
        this.raw = raw;
    }

    /** The key under this name, which is the log's origin: no blanks, no plus signs. */
    static NoteKey of(String name, PublicKey key) {
        byte[] encoded = key.getEncoded();
        return new NoteKey(name, Arrays.copyOfRange(encoded, X509_PREFIX.length, encoded.length));
    }

    /**
     * Reads a key.
     *
     * @param text {@code <name>+<key hash>+<base64>}, blanks around it don't matter
     * @throws BadProof when it is none
     */
    public static NoteKey parse(String text) {
        String[] parts = text.strip().split("\\+", 3);
        if (parts.length != 3 || parts[0].isEmpty()) {
            throw new BadProof("a public key looks like name+hash+base64");
        }
        byte[] typed;
        try {
            typed = Base64.getDecoder().decode(parts[2]);
        } catch (IllegalArgumentException e) {
            throw new BadProof("the public key is no base64");
        }
        if (typed.length != Hashing.BYTES + 1 || typed[0] != ED25519) {
            throw new BadProof("the public key is no Ed25519 key");
        }
        NoteKey key = new NoteKey(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
        if (!HexFormat.of().formatHex(key.hash()).equals(parts[1])) {
            throw new BadProof("the public key doesn't match its own hash");
        }
        return key;
    }

    /** Its name, the log's origin. */
    public String name() {
        return name;
    }

    /** {@code <name>+<key hash>+<base64>}. */
    @Override
    public String toString() {
        byte[] typed = new byte[raw.length + 1];
        typed[0] = ED25519;
        System.arraycopy(raw, 0, typed, 1, raw.length);
        return name + "+" + HexFormat.of().formatHex(hash()) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    /** Four bytes that a signature names its key by. */
    byte[] hash() {
        MessageDigest digest = Hashing.sha256();
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        digest.update(ED25519);
        return Arrays.copyOf(digest.digest(raw), 4);
    }

    boolean verifies(byte[] text, byte[] signature) {
        try {
            byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + raw.length);
            System.arraycopy(raw, 0, encoded, X509_PREFIX.length, raw.length);
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
            verifier.update(text);
            return verifier.verify(signature);
        } catch (GeneralSecurityException malformed) {
            // A key or a signature that can't be one signs nothing.
            return false;
        }
    }
}
