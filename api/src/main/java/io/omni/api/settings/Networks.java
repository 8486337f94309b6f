package io.omni.api.settings;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Blocks of IP addresses. Nothing here asks a name server: what isn't the text of an address is none. */
public final class Networks {
    private final List<Block> blocks;

    private Networks(List<Block> blocks) {
        this.blocks = List.copyOf(blocks);
    }

    /**
     * Reads blocks.
     *
     * @param texts each an address, or an address, a slash and the number of leading bits that count
     * @throws IllegalArgumentException when one is none
     */
    public static Networks of(List<String> texts) {
        List<Block> blocks = new ArrayList<>();
        for (String text : texts) {
            int slash = text.indexOf('/');
            byte[] address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash))
                    .getAddress();
            int bits = slash < 0 ? address.length * 8 : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > address.length * 8) {
                throw new IllegalArgumentException("A block of addresses has 0 to " + address.length * 8 + " bits.");
            }
            blocks.add(new Block(text, address, bits));
        }
        return new Networks(blocks);
    }

    /** Whether the text is an address in one of the blocks. */
    public boolean contain(@Nullable String text) {
        if (text == null) {
            return false;
        }
        try {
            byte[] address = InetAddress.ofLiteral(text).getAddress();
            return blocks.stream().anyMatch(block -> block.contains(address));
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    /** Whether the text is an IP address. */
    public static boolean isAddress(String text) {
        try {
            InetAddress.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    /** As they were given, with commas between them. */
    @Override
    public String toString() {
        return blocks.stream().map(Block::text).collect(Collectors.joining(","));
    }

    private record Block(String text, byte[] address, int bits) {
        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((address[bit / 8] & mask) != (other[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
