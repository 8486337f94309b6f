package io.omni.events.tlog;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Computes roots and proofs of a tree from its tiles; each tile is read once. For one thread. */
public final class TreeReader {
    private final TileSource source;
    private final long size;
    private final Map<TileId, byte[]> read = new HashMap<>();

    /**
     * A reader of a tree as it was with its first leaves.
     *
     * @param source its tiles
     * @param size how many leaves count
     */
    public TreeReader(TileSource source, long size) {
        this.source = source;
        this.size = size;
    }

    /** The tree's root. */
    public byte[] root() {
        return root(size);
    }

    /**
     * The root of the tree's first leaves.
     *
     * @param first how many, 0..size
     */
    public byte[] root(long first) {
        check(first >= 0 && first <= size, "a tree of " + size + " has no root of " + first);
        return first == 0 ? Hashing.empty() : range(0, first);
    }

    /**
     * The frontier of the tree's first leaves, as it is stored.
     *
     * @param first how many, 0..size
     */
    public byte[] frontier(long first) {
        check(first >= 0 && first <= size, "a tree of " + size + " has no frontier of " + first);
        ByteArrayOutputStream roots = new ByteArrayOutputStream();
        long from = 0;
        for (long bit = Long.highestOneBit(first); bit > 0; bit >>= 1) {
            if ((first & bit) != 0) {
                roots.writeBytes(range(from, from + bit));
                from += bit;
            }
        }
        return roots.toByteArray();
    }

    /**
     * Proves that a leaf is in the tree (RFC 6962, 2.1.1).
     *
     * @param index the leaf's, from 0
     * @throws BadProof when the tree has no such leaf
     */
    public List<byte[]> inclusion(long index) {
        check(index >= 0 && index < size, "a tree of " + size + " has no leaf " + index);
        List<byte[]> path = new ArrayList<>();
        path(index, 0, size, path);
        return path;
    }

    /**
     * Proves that the tree is a continuation of an earlier one (RFC 6962, 2.1.2).
     *
     * @param from the earlier tree's size, 1..size
     * @throws BadProof when there is no such proof
     */
    public List<byte[]> consistency(long from) {
        check(from > 0 && from <= size, "there is no proof from " + from + " to " + size);
        List<byte[]> path = new ArrayList<>();
        subproof(from, 0, size, true, path);
        return path;
    }

    private void path(long index, long low, long high, List<byte[]> path) {
        if (high - low == 1) {
            return;
        }
        long middle = low + Long.highestOneBit(high - low - 1);
        if (index < middle) {
            path(index, low, middle, path);
            path.add(range(middle, high));
        } else {
            path(index, middle, high, path);
            path.add(range(low, middle));
        }
    }

    private void subproof(long from, long low, long high, boolean known, List<byte[]> path) {
        if (from == high) {
            if (!known) {
                path.add(range(low, high));
            }
            return;
        }
        long middle = low + Long.highestOneBit(high - low - 1);
        if (from <= middle) {
            subproof(from, low, middle, known, path);
            path.add(range(middle, high));
        } else {
            subproof(from, middle, high, false, path);
            path.add(range(low, middle));
        }
    }

    /** The root over a range as the recursion cuts it: its beginning is a multiple of its largest perfect subtree. */
    private byte[] range(long low, long high) {
        long count = high - low;
        if (Long.bitCount(count) == 1) {
            return perfect(Long.numberOfTrailingZeros(count), low >> Long.numberOfTrailingZeros(count));
        }
        long middle = low + Long.highestOneBit(count - 1);
        return Hashing.node(range(low, middle), range(middle, high));
    }

    /** The root of the perfect subtree over the leaves from {@code place << height} on. */
    private byte[] perfect(int height, long place) {
        int level = height / Tile.HEIGHT;
        int within = height % Tile.HEIGHT;
        long first = place << within;
        byte[] hashes = tile(level, first / Tile.WIDTH);
        return Tile.subtree(hashes, (int) (first % Tile.WIDTH), 1 << within);
    }

    private byte[] tile(int level, long number) {
        return read.computeIfAbsent(new TileId(level, number), id -> {
            long entries = (size >> (level * Tile.HEIGHT)) - number * Tile.WIDTH;
            int width = (int) Math.min(Tile.WIDTH, entries);
            byte[] hashes = source.tile(level, number, width);
            check(
                    hashes.length == width * Hashing.BYTES,
                    "tile " + number + " of level " + level + " has " + hashes.length + " bytes instead of "
                            + width * Hashing.BYTES);
            return hashes;
        });
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new BadProof(otherwise);
        }
    }

    private record TileId(int level, long number) {}
}
