package io.omni.command.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Decides which URLs that somebody else has given may be asked for. A URL is checked twice: when it is given, so that the giver hears of
 * it, and at every connection, because a name may resolve to something else by then.
 *
 * <p>Use it with OkHttp like this: {@link #check} the URL before every call, because addresses written as such never pass the name
 * lookup, and give the client {@link #dns}, so that the connection goes to the very addresses that were checked.
 */
public final class AddressGuard {
    private static final int LONGEST_URL = 2048;
    private static final Pattern NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9a-fA-F]*)\\.?");

    private final AddressSettings settings;
    private final NameResolver names;

    /**
     * A guard.
     *
     * @param settings what is allowed beside public addresses
     * @param names finds the addresses of names
     */
    public AddressGuard(AddressSettings settings, NameResolver names) {
        this.settings = settings;
        this.names = names;
    }

    /**
     * What is wrong with a URL that somebody gives. Asks the name server once; a name that has no address now is let pass, for it may
     * have one later.
     *
     * @return a sentence for the giver; null when it may be used
     */
    public @Nullable String problem(String text) {
        if (text.length() > LONGEST_URL) {
            return "a URL has at most 2,048 characters";
        }
        if (text.chars().anyMatch(c -> c <= ' ' || c == 0x7f || c == '\\')) {
            return "a URL holds no spaces, control characters and backslashes";
        }
        if (!text.matches("(?i)https?://[^/].*")) {
            return "give an absolute URL that begins with http:// or https://";
        }
        HttpUrl url = HttpUrl.parse(text);
        if (url == null) {
            return "this is no URL";
        }
        try {
            check(url);
            lookup(url.host());
            return null;
        } catch (BlockedAddress blocked) {
            return blocked.getMessage();
        } catch (UnknownHostException notYet) {
            return null;
        }
    }

    /**
     * Holds everything of a URL against the rules that can be told without asking a name server.
     *
     * @throws BlockedAddress when it must not be asked for
     */
    public void check(HttpUrl url) throws BlockedAddress {
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw new BlockedAddress("a URL here has no user name and password");
        }
        if (url.fragment() != null) {
            throw new BlockedAddress("a URL here has no fragment");
        }
        String host = name(url.host());
        if (isAllowed(host)) {
            return;
        }
        boolean literal = Network.isLiteral(host);
        if (!literal && NUMBER.matcher(host).matches()) {
            throw new BlockedAddress("write an address as four decimal numbers");
        }
        boolean ownNetwork = false;
        if (literal) {
            InetAddress address = Network.literal(host);
            refuseForbidden(List.of(address));
            ownNetwork = isAllowed(address);
        }
        if (!ownNetwork && !settings.allowedPorts().contains(url.port()) && !leadsToAllowedNetwork(host)) {
            throw new BlockedAddress("the port " + url.port() + " is not allowed here");
        }
    }

    /** Looks names up for an OkHttp client: every address is checked, and one that is forbidden spoils them all. */
    public Dns dns() {
        return this::lookup;
    }

    private List<InetAddress> lookup(String host) throws UnknownHostException {
        List<InetAddress> addresses = names.addresses(host);
        if (!isAllowed(name(host))) {
            refuseForbidden(addresses);
        }
        return addresses;
    }

    private void refuseForbidden(List<InetAddress> addresses) throws BlockedAddress {
        for (InetAddress address : addresses) {
            if (ForbiddenRanges.contain(address) && !isAllowed(address)) {
                throw new BlockedAddress("this host is not a public one; the operator can allow it");
            }
        }
    }

    private boolean leadsToAllowedNetwork(String host) {
        if (settings.allowedNetworks().isEmpty() || Network.isLiteral(host)) {
            return false;
        }
        try {
            return names.addresses(host).stream().allMatch(this::isAllowed);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private boolean isAllowed(String host) {
        return settings.allowedHosts().contains(host);
    }

    private boolean isAllowed(InetAddress address) {
        return settings.allowedNetworks().stream().anyMatch(network -> network.contains(address));
    }

    /** The name without the dot that marks it as complete. */
    private static String name(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
