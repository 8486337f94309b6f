package io.omni.api.stardust.verify;

import io.omni.events.tlog.Hashing;
import io.omni.events.tlog.Tile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Compares the stored tiles with those that the leaves make. */
final class TileCheck implements AutoCloseable {
    private final PreparedStatement find;
    private final PreparedStatement beyond;
    private final List<byte[]> rows = new ArrayList<>();

    TileCheck(Connection connection) throws SQLException {
        this.find =
                connection.prepareStatement("SELECT hashes, root FROM stardust_tile WHERE level = ? AND number = ?");
        this.beyond = connection.prepareStatement(
                "SELECT number FROM stardust_tile WHERE level = ? AND number >= ? ORDER BY number LIMIT 1");
    }

    /** Takes the next leaf in, and compares the tiles that become full with it. */
    void next(long index, byte[] leaf) throws SQLException {
        add(0, index, leaf);
    }

    /** Nothing may be stored that no leaf has made. */
    void end(long size) throws SQLException {
        for (int level = 0; level <= rows.size(); level++) {
            beyond.setInt(1, level);
            beyond.setLong(2, size >> ((level + 1) * Tile.HEIGHT));
            try (ResultSet row = beyond.executeQuery()) {
                if (row.next()) {
                    throw DatabaseCheck.wrong(
                            row.getLong(1) << ((level + 1) * Tile.HEIGHT),
                            "there is a tile of level " + level + " over packets that aren't there");
                }
            }
        }
    }

    private void add(int level, long entry, byte[] hash) throws SQLException {
        if (rows.size() == level) {
            rows.add(new byte[Tile.WIDTH * Hashing.BYTES]);
        }
        byte[] row = rows.get(level);
        int place = (int) (entry % Tile.WIDTH);
        System.arraycopy(hash, 0, row, place * Hashing.BYTES, Hashing.BYTES);
        if (place == Tile.WIDTH - 1) {
            long number = entry / Tile.WIDTH;
            byte[] root = Tile.subtree(row, 0, Tile.WIDTH);
            compare(level, number, row, root);
            add(level + 1, number, root);
        }
    }

    private void compare(int level, long number, byte[] row, byte[] root) throws SQLException {
        int shift = level * Tile.HEIGHT;
        long first = number << (shift + Tile.HEIGHT);
        String name = "tile " + number + " of level " + level;
        find.setInt(1, level);
        find.setLong(2, number);
        try (ResultSet stored = find.executeQuery()) {
            DatabaseCheck.check(stored.next(), first, name + " is missing");
            byte[] hashes = stored.getBytes(1);
            for (int i = 0; i < Tile.WIDTH; i++) {
                DatabaseCheck.check(
                        hashes.length == row.length && Arrays.equals(Hashing.at(hashes, i), Hashing.at(row, i)),
                        first + ((long) i << shift),
                        name + " has another hash for it");
            }
            DatabaseCheck.check(Arrays.equals(stored.getBytes(2), root), first, name + " has another root");
        }
    }

    @Override
    public void close() throws SQLException {
        find.close();
        beyond.close();
    }
}
