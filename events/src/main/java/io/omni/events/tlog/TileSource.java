package io.omni.events.tlog;

/** Where the hashes of a tree are read from. */
@FunctionalInterface
public interface TileSource {

    /**
     * The first hashes of a tile.
     *
     * @param level the tile's level, from 0
     * @param number its place in its level, from 0
     * @param width how many hashes are wanted, 1..256; 256 means that the tile is full
     * @return that many hashes, one after the other
     * @throws BadProof when they aren't all there
     */
    byte[] tile(int level, long number, int width);
}
