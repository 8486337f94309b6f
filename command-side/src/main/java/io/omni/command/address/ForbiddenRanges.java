package io.omni.command.address;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * The addresses that lead to no public host: the special-purpose registries of IANA (RFC 6890 and its successors), and addresses of
 * IPv6 that carry such an IPv4 address inside.
 */
final class ForbiddenRanges {
    private static final List<Network> IPV4 = List.of(
            Network.parse("0.0.0.0/8"),
            Network.parse("10.0.0.0/8"),
            Network.parse("100.64.0.0/10"),
            Network.parse("127.0.0.0/8"),
            Network.parse("169.254.0.0/16"),
            Network.parse("172.16.0.0/12"),
            Network.parse("192.0.0.0/24"),
            Network.parse("192.0.2.0/24"),
            Network.parse("192.88.99.0/24"),
            Network.parse("192.168.0.0/16"),
            Network.parse("198.18.0.0/15"),
            Network.parse("198.51.100.0/24"),
            Network.parse("203.0.113.0/24"),
            Network.parse("224.0.0.0/3"));

    private static final Network GLOBAL_IPV6 = Network.parse("2000::/3");
    private static final Network NAT64 = Network.parse("64:ff9b::/96");
    private static final Network SIX_TO_FOUR = Network.parse("2002::/16");
    // Protocol assignments (Teredo among them), documentation.
    private static final List<Network> IPV6 =
            List.of(Network.parse("2001::/23"), Network.parse("2001:db8::/32"), Network.parse("3fff::/20"));

    private static final int NAT64_OFFSET = 12;
    private static final int SIX_TO_FOUR_OFFSET = 2;
    private static final int IPV4_BYTES = 4;

    private ForbiddenRanges() {}

    /** Whether nothing public lies behind this address. An IPv4 address mapped into IPv6 is IPv4 to Java already. */
    static boolean contain(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return IPV4.stream().anyMatch(range -> range.contains(address));
        }
        if (NAT64.contains(address)) {
            return contain(inner(address, NAT64_OFFSET));
        }
        if (SIX_TO_FOUR.contains(address)) {
            return contain(inner(address, SIX_TO_FOUR_OFFSET));
        }
        // What isn't handed out as global is local, mapped, reserved or a translation prefix of somebody's own network.
        return !GLOBAL_IPV6.contains(address) || IPV6.stream().anyMatch(range -> range.contains(address));
    }

    private static InetAddress inner(InetAddress address, int offset) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), offset, offset + IPV4_BYTES));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
