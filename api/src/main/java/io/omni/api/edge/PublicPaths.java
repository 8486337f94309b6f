package io.omni.api.edge;

import java.util.List;
import java.util.Set;

/** Which paths need no token. Everything that isn't plainly one of them needs one. */
final class PublicPaths {
    private static final Set<String> EXACT =
            Set.of("/", "/index.html", "/favicon.ico", "/health", "/ready", "/metrics", "/openapi.json", "/docs");

    private final List<String> prefixes;

    PublicPaths(List<PublicPath> folders) {
        this.prefixes = folders.stream().map(PublicPath::prefix).toList();
    }

    /**
     * Whether a path needs no token.
     *
     * @param rawPath the path as it was sent, neither decoded nor normalized: what could mean another path than it says
     *     isn't public
     */
    boolean covers(String rawPath) {
        if (EXACT.contains(rawPath)) {
            return true;
        }
        for (String prefix : prefixes) {
            if (rawPath.startsWith(prefix)) {
                return isPlain(rawPath);
            }
        }
        return false;
    }

    /** Whether a path can't mean another one than it says. */
    static boolean isPlain(String path) {
        return !path.contains("..")
                && !path.contains("//")
                && path.chars().noneMatch(c -> c == '%' || c == ';' || c == '\\' || c <= ' ' || c > '~');
    }
}
