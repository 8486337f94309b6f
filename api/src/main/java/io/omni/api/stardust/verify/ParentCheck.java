package io.omni.api.stardust.verify;

import io.omni.events.stardust.Packet;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Checks that a packet's parents are the packets that it names, and lie before it. The last ids are remembered, older ones looked up. */
final class ParentCheck implements AutoCloseable {
    private static final int REMEMBERED = 1 << 18;

    private final byte[][] ids = new byte[REMEMBERED][];
    private final long[] indices = new long[REMEMBERED];
    private final PreparedStatement find;

    ParentCheck(Connection connection) throws SQLException {
        this.find = connection.prepareStatement("SELECT packet_id FROM stardust_packet WHERE index = ?");
        Arrays.fill(indices, -1);
    }

    void remember(long index, byte[] id) {
        int place = (int) (index % REMEMBERED);
        ids[place] = id;
        indices[place] = index;
    }

    void check(long index, Packet packet, Long[] parents) throws SQLException {
        String[] named = new String[parents.length];
        for (int i = 0; i < parents.length; i++) {
            DatabaseCheck.check(
                    parents[i] >= 0 && parents[i] < index, index, "the packet's parent doesn't lie before it");
            named[i] = HexFormat.of().formatHex(id(parents[i]));
        }
        Arrays.sort(named);
        DatabaseCheck.check(
                packet.parents().equals(List.of(named)), index, "the packet's parents aren't those that it names");
    }

    private byte[] id(long index) throws SQLException {
        int place = (int) (index % REMEMBERED);
        if (indices[place] == index) {
            return ids[place];
        }
        find.setLong(1, index);
        try (ResultSet row = find.executeQuery()) {
            return row.next() ? row.getBytes(1) : new byte[0];
        }
    }

    @Override
    public void close() throws SQLException {
        find.close();
    }
}
