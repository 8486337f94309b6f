package io.omni.command.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Decides which URLs that somebody else has given may be asked for. A URL is checked twice: when it is given, so that the giver hears of
 * it, and at every connection, because a name may resolve to something else by then.
 *
 * <p>Use it with OkHttp like this: ask for the {@link #addresses} before every call, because an address written as such never passes
 * the name lookup, and let the client's {@code Dns} answer with them, so that the connection goes to the very addresses that were
 * checked while the name stays what TLS verifies.
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
        String shape = shapeProblem(text);
        if (shape != null) {
            return shape;
        }
        HttpUrl url = HttpUrl.get(text);
        try {
            addresses(url);
            return null;
        } catch (BlockedAddress blocked) {
            return blocked.getMessage();
        } catch (UnknownHostException notYet) {
            return isAllowed(name(url.host())) || isUsual(url) ? null : portSentence(url);
        }
    }

    /**
     * What is wrong with a URL by its text alone: asks no name server, so that it may be asked where nothing is waited for.
     *
     * @return a sentence for the giver; null when nothing can be told before its host's name is looked up
     */
    public @Nullable String problemOfText(String text) {
        String shape = shapeProblem(text);
        if (shape != null) {
            return shape;
        }
        HttpUrl url = HttpUrl.get(text);
        try {
            String host = requireHost(url);
            if (Network.isLiteral(host)) {
                requireAllowed(url, host, List.of(Network.literal(host)));
            }
            return null;
        } catch (BlockedAddress blocked) {
            return blocked.getMessage();
        }
    }

    private static @Nullable String shapeProblem(String text) {
        if (text.length() > LONGEST_URL) {
            return "a URL has at most 2,048 characters";
        }
        if (text.chars().anyMatch(c -> c <= ' ' || c == 0x7f || c == '\\')) {
            return "a URL holds no spaces, control characters and backslashes";
        }
        if (!text.matches("(?i)https?://[^/].*")) {
            return "give an absolute URL that begins with http:// or https://";
        }
        return HttpUrl.parse(text) == null ? "this is no URL" : null;
    }

    /**
     * Where a URL leads. Asks the name server once.
     *
     * @return every address of its host, all of them allowed
     * @throws BlockedAddress when it must not be asked for: one forbidden address spoils them all
     * @throws UnknownHostException when its host has no address
     */
    public List<InetAddress> addresses(HttpUrl url) throws UnknownHostException {
        String host = requireHost(url);
        List<InetAddress> addresses = Network.isLiteral(host) ? List.of(Network.literal(host)) : names.addresses(host);
        requireAllowed(url, host, addresses);
        return addresses;
    }

    private static String requireHost(HttpUrl url) throws BlockedAddress {
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw new BlockedAddress("a URL here has no user name and password");
        }
        if (url.fragment() != null) {
            throw new BlockedAddress("a URL here has no fragment");
        }
        String host = name(url.host());
        if (!Network.isLiteral(host) && NUMBER.matcher(host).matches()) {
            throw new BlockedAddress("write an address as four decimal numbers");
        }
        return host;
    }

    private void requireAllowed(HttpUrl url, String host, List<InetAddress> addresses) throws BlockedAddress {
        if (isAllowed(host)) {
            return;
        }
        if (addresses.stream().anyMatch(address -> ForbiddenRanges.contain(address) && !isAllowed(address))) {
            throw new BlockedAddress("this host is not a public one; the operator can allow it");
        }
        if (!isUsual(url) && !addresses.stream().allMatch(this::isAllowed)) {
            throw new BlockedAddress(portSentence(url));
        }
    }

    private boolean isUsual(HttpUrl url) {
        return settings.allowedPorts().contains(url.port());
    }

    private static String portSentence(HttpUrl url) {
        return "the port " + url.port() + " is not allowed here; the operator can allow the host";
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
