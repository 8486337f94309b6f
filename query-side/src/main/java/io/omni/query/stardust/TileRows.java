package io.omni.query.stardust;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.omni.events.tlog.BadProof;
import io.omni.events.tlog.Hashing;
import io.omni.events.tlog.Tile;
import io.omni.events.tlog.TileSource;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads tiles from the database. Full tiles of the upper levels, which nearly every proof needs and which never change, are kept. */
@Component
class TileRows implements TileSource {
    private static final int KEPT = 256;

    private final JdbcTemplate jdbc;
    private final Cache<Long, byte[]> upper =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    TileRows(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    @Override
    public byte[] tile(int level, long number, int width) {
        if (width < Tile.WIDTH) {
            return level == 0 ? leaves(number, width) : roots(level, number, width);
        }
        if (level == 0) {
            return full(level, number);
        }
        // A tile of an upper level has so few numbers that both fit into one key.
        return upper.get((long) level << 56 | number, _ -> full(level, number));
    }

    private byte[] full(int level, long number) {
        List<byte[]> hashes = jdbc.query(
                "SELECT hashes FROM stardust_tile WHERE level = ? AND number = ?",
                (row, _) -> row.getBytes(1),
                level,
                number);
        if (hashes.isEmpty()) {
            throw new BadProof("tile " + number + " of level " + level + " is missing");
        }
        return hashes.getFirst();
    }

    private byte[] leaves(long number, int width) {
        long first = number * Tile.WIDTH;
        return joined(
                jdbc.query(
                        "SELECT leaf_hash FROM stardust_packet WHERE index >= ? AND index < ? ORDER BY index",
                        (row, _) -> row.getBytes(1),
                        first,
                        first + width),
                width);
    }

    private byte[] roots(int level, long number, int width) {
        long first = number * Tile.WIDTH;
        return joined(
                jdbc.query(
                        "SELECT root FROM stardust_tile WHERE level = ? AND number >= ? AND number < ? ORDER BY number",
                        (row, _) -> row.getBytes(1),
                        level - 1,
                        first,
                        first + width),
                width);
    }

    private static byte[] joined(List<byte[]> hashes, int width) {
        if (hashes.size() != width) {
            throw new BadProof("a tile has " + hashes.size() + " hashes instead of " + width);
        }
        byte[] row = new byte[width * Hashing.BYTES];
        for (int i = 0; i < width; i++) {
            System.arraycopy(Hashing.checked(hashes.get(i)), 0, row, i * Hashing.BYTES, Hashing.BYTES);
        }
        return row;
    }
}
