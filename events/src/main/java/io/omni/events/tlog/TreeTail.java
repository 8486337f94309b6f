package io.omni.events.tlog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where a tree grows: its frontier, and of each level of tiles the one that isn't full yet. Appending gives the tiles that became
 * full. For one thread; {@link #copy} before trying what may have to be undone.
 */
public final class TreeTail {
    private final Frontier frontier;
    private final List<byte[]> partial;

    private TreeTail(Frontier frontier, List<byte[]> partial) {
        this.frontier = frontier;
        this.partial = partial;
    }

    /**
     * The end of a stored tree.
     *
     * @param frontier its frontier
     * @param partial of each level of tiles, from 0 up, the hashes in its last tile; empty where it has none
     * @throws BadProof when a level has another number of hashes than a tree of that size has
     */
    public static TreeTail of(Frontier frontier, List<byte[]> partial) {
        long rest = frontier.size();
        for (int level = 0; level < partial.size(); level++, rest /= Tile.WIDTH) {
            long width = rest % Tile.WIDTH;
            if (partial.get(level).length != width * Hashing.BYTES) {
                throw new BadProof("level " + level + " of the tiles has " + partial.get(level).length / Hashing.BYTES
                        + " hashes in its last tile instead of " + width);
            }
        }
        if (rest > 0) {
            throw new BadProof("a tree of " + frontier.size() + " has more levels of tiles than " + partial.size());
        }
        return new TreeTail(frontier, new ArrayList<>(partial));
    }

    /** How many levels of tiles a tree of this size has. */
    public static int levels(long size) {
        int levels = 0;
        for (long rest = size; rest > 0; rest /= Tile.WIDTH) {
            levels++;
        }
        return levels;
    }

    /** The same, to go on with separately. */
    public TreeTail copy() {
        // The rows of hashes are never changed in place.
        return new TreeTail(Frontier.of(frontier.size(), frontier.bytes()), new ArrayList<>(partial));
    }

    /**
     * Adds leaves.
     *
     * @param leafHashes their hashes in order
     * @return the tiles that became full
     */
    public List<Tile> append(List<byte[]> leafHashes) {
        long before = frontier.size();
        leafHashes.forEach(frontier::append);
        List<Tile> full = new ArrayList<>();
        grow(0, before, leafHashes, full);
        return full;
    }

    private void grow(int level, long before, List<byte[]> hashes, List<Tile> full) {
        if (hashes.isEmpty()) {
            return;
        }
        if (partial.size() == level) {
            partial.add(new byte[0]);
        }
        byte[] start = partial.get(level);
        byte[] row = Arrays.copyOf(start, start.length + hashes.size() * Hashing.BYTES);
        for (int i = 0; i < hashes.size(); i++) {
            System.arraycopy(hashes.get(i), 0, row, start.length + i * Hashing.BYTES, Hashing.BYTES);
        }
        int tileBytes = Tile.WIDTH * Hashing.BYTES;
        long number = before / Tile.WIDTH;
        List<byte[]> roots = new ArrayList<>();
        int from = 0;
        for (; row.length - from >= tileBytes; from += tileBytes) {
            Tile tile = Tile.of(level, number++, Arrays.copyOfRange(row, from, from + tileBytes));
            full.add(tile);
            roots.add(tile.root());
        }
        partial.set(level, Arrays.copyOfRange(row, from, row.length));
        grow(level + 1, before / Tile.WIDTH, roots, full);
    }

    /** The tree's frontier; it changes with this. */
    public Frontier frontier() {
        return frontier;
    }
}
