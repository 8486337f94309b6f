package io.omni.events.tlog;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * Checks proofs, with nothing but hashes (<a href="https://www.rfc-editor.org/rfc/rfc9162#section-2.1.3.2">RFC 9162, 2.1.3.2 and
 * 2.1.4.2</a>, whose trees are those of RFC 6962).
 */
public final class Proofs {
    private Proofs() {}

    /**
     * Checks that a leaf is in a tree.
     *
     * @param index the leaf's, from 0
     * @param size how many leaves the tree has
     * @param leafHash the leaf's hash
     * @param path the proof
     * @param root the tree's root
     * @throws BadProof when it isn't proved
     */
    public static void inclusion(long index, long size, byte[] leafHash, List<byte[]> path, byte[] root) {
        Hashing.checked(leafHash);
        Hashing.checked(root);
        check(index >= 0 && index < size, "a tree of " + size + " has no leaf " + index);
        long place = index;
        long last = size - 1;
        byte[] hash = leafHash;
        for (byte[] sibling : path) {
            check(last != 0, "the proof is too long");
            if ((place & 1) == 1 || place == last) {
                hash = Hashing.node(sibling, hash);
                while ((place & 1) == 0 && place != 0) {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                hash = Hashing.node(hash, sibling);
            }
            place >>= 1;
            last >>= 1;
        }
        check(last == 0, "the proof is too short");
        check(Arrays.equals(hash, root), "the proof leads to another root");
    }

    /**
     * Checks that a tree is a continuation of an earlier one.
     *
     * @param from the earlier tree's size, at least 1
     * @param to the later tree's size
     * @param path the proof
     * @param fromRoot the earlier tree's root
     * @param toRoot the later tree's root
     * @throws BadProof when it isn't proved
     */
    public static void consistency(long from, long to, List<byte[]> path, byte[] fromRoot, byte[] toRoot) {
        Hashing.checked(fromRoot);
        Hashing.checked(toRoot);
        path.forEach(Hashing::checked);
        check(from > 0, "nothing can be proved from an empty tree");
        check(from <= to, "a tree of " + to + " is no continuation of one of " + from);
        if (from == to) {
            check(path.isEmpty(), "the proof is too long");
            check(Arrays.equals(fromRoot, toRoot), "two trees of the same size have different roots");
            return;
        }
        Iterator<byte[]> rest = path.iterator();
        check(rest.hasNext(), "the proof is too short");
        boolean perfect = Long.bitCount(from) == 1;
        byte[] fromHash = perfect ? fromRoot : rest.next();
        byte[] toHash = fromHash;
        int skipped = Long.numberOfTrailingZeros(from);
        long place = (from - 1) >> skipped;
        long last = (to - 1) >> skipped;
        while (rest.hasNext()) {
            byte[] hash = rest.next();
            check(last != 0, "the proof is too long");
            if ((place & 1) == 1 || place == last) {
                fromHash = Hashing.node(hash, fromHash);
                toHash = Hashing.node(hash, toHash);
                while ((place & 1) == 0 && place != 0) {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                toHash = Hashing.node(toHash, hash);
            }
            place >>= 1;
            last >>= 1;
        }
        check(last == 0, "the proof is too short");
        check(Arrays.equals(fromHash, fromRoot), "the proof leads to another earlier root");
        check(Arrays.equals(toHash, toRoot), "the proof leads to another later root");
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new BadProof(otherwise);
        }
    }
}
