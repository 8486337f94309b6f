package io.omni.api.edge;

import io.omni.api.settings.Networks;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets callers from trusted networks work below {@code /v1} without a token. They get the scope {@code content} and nothing else.
 *
 * <p>A browser on a trusted machine carries requests of pages from anywhere, and is not to be taken for its user: what another
 * origin's page sends needs a token, and so does a request to this very machine under a name that somebody else's name server may
 * have given it.
 */
final class TrustedCallers {
    private static final String PREFIX = "/v1/";
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final Networks trusted;
    private final Set<String> origins;

    TrustedCallers(Networks trusted, List<String> origins) {
        this.trusted = trusted;
        this.origins = Set.copyOf(origins);
    }

    /** Who a request without a token comes from; null when it needs one. */
    @Nullable
    Identity identify(HttpServletRequest request) {
        String address = ClientAddress.of(request);
        boolean may = PublicPaths.isPlain(request.getRequestURI())
                && request.getRequestURI().startsWith(PREFIX)
                && trusted.contain(address)
                // A proxy that names its caller in a way that isn't read here has not been seen through.
                && request.getHeader("Forwarded") == null
                && isOwnPage(request)
                && isOwnName(request, address);
        return may ? new Identity("network:" + address, Set.of(Scope.CONTENT), null) : null;
    }

    private boolean isOwnPage(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        if (origin != null) {
            return origins.contains(origin) || host(origin).equals(lower(request.getHeader("Host")));
        }
        String site = request.getHeader("Sec-Fetch-Site");
        return site == null || OWN_SITE.contains(site);
    }

    /**
     * Whether a request from this machine was sent to it as such. A page whose name was made to lead here (DNS rebinding) would pass
     * for one of ours; a name without a dot is nobody's else.
     */
    private static boolean isOwnName(HttpServletRequest request, String address) {
        String name = request.getServerName();
        boolean here = address.startsWith("127.") || address.equals("::1") || address.equals("0:0:0:0:0:0:0:1");
        return !here
                || name.indexOf('.') < 0
                || name.toLowerCase(Locale.ROOT).endsWith(".localhost")
                || Networks.isAddress(name.replaceAll("[\\[\\]]", ""));
    }

    /** Host and port as {@code Host} names them; empty for an origin that has none. */
    private static String host(String origin) {
        try {
            String authority = new URI(origin).getRawAuthority();
            return authority == null ? "" : lower(authority);
        } catch (URISyntaxException notAnOrigin) {
            return "";
        }
    }

    private static String lower(@Nullable String text) {
        return text == null ? "-" : text.toLowerCase(Locale.ROOT);
    }
}
