package io.omni.command.address;

import java.util.List;
import java.util.Set;

/**
 * What the operator allows beside public addresses.
 *
 * @param allowedHosts host names in lower case that may be reached whatever they resolve to, on any port
 * @param allowedNetworks addresses that may be reached although they aren't public, on any port
 * @param allowedPorts the ports that may be reached elsewhere, 1..65535; default 80, 443, 8080 and 8443
 */
public record AddressSettings(Set<String> allowedHosts, List<Network> allowedNetworks, Set<Integer> allowedPorts) {
    private static final Set<Integer> USUAL_PORTS = Set.of(80, 443, 8080, 8443);
    private static final List<Network> LOOPBACK = List.of(Network.parse("127.0.0.0/8"), Network.parse("::1"));

    /** Keeps its own copies. */
    public AddressSettings {
        allowedHosts = Set.copyOf(allowedHosts);
        allowedNetworks = List.copyOf(allowedNetworks);
        allowedPorts = Set.copyOf(allowedPorts);
    }

    /** These hosts and networks beside the public ones, on the usual ports. */
    public static AddressSettings allowing(Set<String> hosts, List<Network> networks) {
        return new AddressSettings(hosts, networks, USUAL_PORTS);
    }

    /** This machine itself. */
    public static List<Network> loopback() {
        return LOOPBACK;
    }
}
