package io.omni.events.tlog;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The hashes of <a href="https://www.rfc-editor.org/rfc/rfc6962#section-2.1">RFC 6962, section 2.1</a>: SHA-256, 32 bytes each. */
public final class Hashing {
    /** The length of every hash, in bytes. */
    public static final int BYTES = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private Hashing() {}

    /** The root of the tree that has no leaf. */
    public static byte[] empty() {
        return sha256().digest();
    }

    /** The hash of a leaf that holds this data. */
    public static byte[] leaf(byte[] data) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        return digest.digest(data);
    }

    /**
     * The hash of the node over two subtrees.
     *
     * @throws BadProof when one of them isn't 32 bytes long
     */
    public static byte[] node(byte[] left, byte[] right) {
        MessageDigest digest = sha256();
        digest.update(NODE);
        digest.update(checked(left));
        return digest.digest(checked(right));
    }

    /**
     * The same hash, if it is one.
     *
     * @throws BadProof when it isn't 32 bytes long
     */
    public static byte[] checked(byte[] hash) {
        if (hash.length != BYTES) {
            throw new BadProof("a hash is " + hash.length + " bytes long instead of " + BYTES);
        }
        return hash;
    }

    /** The hash at a place in a row of hashes. */
    public static byte[] at(byte[] hashes, int place) {
        return Arrays.copyOfRange(hashes, place * BYTES, (place + 1) * BYTES);
    }

    /** A fresh SHA-256. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256.", e);
        }
    }
}
