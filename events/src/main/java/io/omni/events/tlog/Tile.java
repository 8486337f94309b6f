package io.omni.events.tlog;

/**
 * A full tile of the tree, as <a href="https://c2sp.org/tlog-tiles">C2SP's tlog-tiles</a> cuts it: 256 hashes of one level.
 *
 * @param level 0 holds the hashes of leaves, 1 the roots of full tiles of level 0, and so on
 * @param number its place in its level, from 0
 * @param hashes 256 hashes, one after the other
 * @param root the root of the subtree over them, which is an entry of the tile above
 */
public record Tile(int level, long number, byte[] hashes, byte[] root) {
    /** How many hashes a full tile has. */
    public static final int WIDTH = 256;

    /** How many levels of the tree a tile spans. */
    public static final int HEIGHT = 8;

    /** The tile over these 256 hashes. */
    static Tile of(int level, long number, byte[] hashes) {
        return new Tile(level, number, hashes, subtree(hashes, 0, WIDTH));
    }

    /**
     * The root over some hashes of a row.
     *
     * @param hashes hashes of one level, one after the other
     * @param from where the subtree begins
     * @param count how many it has, a power of two
     */
    public static byte[] subtree(byte[] hashes, int from, int count) {
        if (count == 1) {
            return Hashing.at(hashes, from);
        }
        int half = count / 2;
        return Hashing.node(subtree(hashes, from, half), subtree(hashes, from + half, half));
    }
}
