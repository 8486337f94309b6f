package io.omni.events.tlog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A tree grown as the ledger grows it, in memory: full tiles kept, the others derived. */
final class GrownTree implements TileSource {
    private final TreeTail tail = TreeTail.of(Frontier.empty(), List.of());
    private final Map<List<Long>, Tile> tiles = new HashMap<>();
    private final List<byte[]> leafHashes = new ArrayList<>();

    void append(List<byte[]> leaves) {
        List<byte[]> hashes = leaves.stream().map(Hashing::leaf).toList();
        leafHashes.addAll(hashes);
        for (Tile tile : tail.append(hashes)) {
            if (tiles.put(List.of((long) tile.level(), tile.number()), tile) != null) {
                throw new AssertionError("tile " + tile + " became full twice");
            }
        }
    }

    byte[] root() {
        return tail.frontier().root();
    }

    TreeTail tail() {
        return tail;
    }

    Tile tile(int level, long number) {
        return tiles.get(List.of((long) level, number));
    }

    @Override
    public byte[] tile(int level, long number, int width) {
        if (width == Tile.WIDTH) {
            return tile(level, number).hashes();
        }
        byte[] hashes = new byte[width * Hashing.BYTES];
        for (int i = 0; i < width; i++) {
            long entry = number * Tile.WIDTH + i;
            byte[] hash = level == 0
                    ? leafHashes.get((int) entry)
                    : tile(level - 1, entry).root();
            System.arraycopy(hash, 0, hashes, i * Hashing.BYTES, Hashing.BYTES);
        }
        return hashes;
    }

    TreeReader reader(long size) {
        return new TreeReader(this, size);
    }

    /** What somebody who starts anew finds of the tails of all levels. */
    List<byte[]> partial() {
        List<byte[]> partial = new ArrayList<>();
        long entries = leafHashes.size();
        for (int level = 0; entries > 0; level++, entries /= Tile.WIDTH) {
            int width = (int) (entries % Tile.WIDTH);
            partial.add(width == 0 ? new byte[0] : tile(level, entries / Tile.WIDTH, width));
        }
        return partial;
    }

    static byte[] flipped(byte[] hash) {
        byte[] other = Arrays.copyOf(hash, hash.length);
        other[hash.length - 1] ^= 1;
        return other;
    }
}
