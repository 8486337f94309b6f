package io.omni.events.tlog;

import java.util.ArrayList;
import java.util.List;

/** The definitions of RFC 6962, sections 2.1, 2.1.1 and 2.1.2, written down as they stand there, over the leaves' data. */
final class NaiveTree {
    private NaiveTree() {}

    static byte[] root(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return Hashing.sha256().digest();
        }
        if (leaves.size() == 1) {
            return hash(0, leaves.getFirst(), new byte[0]);
        }
        int k = k(leaves.size());
        return hash(1, root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
    }

    static List<byte[]> path(int m, List<byte[]> leaves) {
        int n = leaves.size();
        if (n == 1) {
            return List.of();
        }
        int k = k(n);
        List<byte[]> path = new ArrayList<>();
        if (m < k) {
            path.addAll(path(m, leaves.subList(0, k)));
            path.add(root(leaves.subList(k, n)));
        } else {
            path.addAll(path(m - k, leaves.subList(k, n)));
            path.add(root(leaves.subList(0, k)));
        }
        return path;
    }

    static List<byte[]> proof(int m, List<byte[]> leaves) {
        return subproof(m, leaves, true);
    }

    private static List<byte[]> subproof(int m, List<byte[]> leaves, boolean known) {
        int n = leaves.size();
        List<byte[]> path = new ArrayList<>();
        if (m == n) {
            if (!known) {
                path.add(root(leaves));
            }
            return path;
        }
        int k = k(n);
        if (m <= k) {
            path.addAll(subproof(m, leaves.subList(0, k), known));
            path.add(root(leaves.subList(k, n)));
        } else {
            path.addAll(subproof(m - k, leaves.subList(k, n), false));
            path.add(root(leaves.subList(0, k)));
        }
        return path;
    }

    private static int k(int n) {
        int k = 1;
        while (k * 2 < n) {
            k *= 2;
        }
        return k;
    }

    private static byte[] hash(int prefix, byte[] left, byte[] right) {
        var digest = Hashing.sha256();
        digest.update((byte) prefix);
        digest.update(left);
        return digest.digest(right);
    }
}
