package io.omni.events.tlog;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The roots of the perfect subtrees that a tree of some size consists of, the largest first: one for every bit of the size. It is all
 * that appending needs, and its root is the tree's. For one thread.
 */
public final class Frontier {
    private final List<byte[]> roots;
    private long size;

    private Frontier(long size, List<byte[]> roots) {
        this.size = size;
        this.roots = roots;
    }

    /** The frontier of the tree that has no leaf. */
    public static Frontier empty() {
        return new Frontier(0, new ArrayList<>());
    }

    /**
     * A frontier as it was stored.
     *
     * @param size how many leaves the tree has
     * @param bytes what {@link #bytes} gave
     * @throws BadProof when a tree of this size has another number of subtrees
     */
    public static Frontier of(long size, byte[] bytes) {
        if (size < 0 || bytes.length != Long.bitCount(size) * Hashing.BYTES) {
            throw new BadProof("a frontier of " + bytes.length + " bytes doesn't belong to a tree of " + size);
        }
        List<byte[]> roots = new ArrayList<>();
        for (int place = 0; place * Hashing.BYTES < bytes.length; place++) {
            roots.add(Hashing.at(bytes, place));
        }
        return new Frontier(size, roots);
    }

    /** Adds a leaf: about one node is hashed for each. */
    public void append(byte[] leafHash) {
        byte[] hash = Hashing.checked(leafHash);
        for (long rest = size; (rest & 1) == 1; rest >>= 1) {
            hash = Hashing.node(roots.removeLast(), hash);
        }
        roots.add(hash);
        size++;
    }

    /** How many leaves the tree has. */
    public long size() {
        return size;
    }

    /** The tree's root. */
    public byte[] root() {
        if (roots.isEmpty()) {
            return Hashing.empty();
        }
        byte[] hash = roots.getLast();
        for (int i = roots.size() - 2; i >= 0; i--) {
            hash = Hashing.node(roots.get(i), hash);
        }
        return hash;
    }

    /** The roots one after the other, to be stored. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(roots.size() * Hashing.BYTES);
        roots.forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }
}
