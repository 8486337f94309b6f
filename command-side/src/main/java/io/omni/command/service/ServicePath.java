package io.omni.command.service;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Joins a path to a service's base URL so that nothing in the path can lead to another host or out of the service's own root. */
final class ServicePath {
    private static final int MAX_LENGTH = 8192;

    private ServicePath() {}

    /**
     * The URL of a path at a service.
     *
     * @throws IllegalArgumentException with a sentence for the caller when the path is not acceptable
     */
    static String resolve(URI base, String path) {
        require(path.startsWith("/") && !path.startsWith("//"), "a path starts with exactly one slash");
        require(path.length() <= MAX_LENGTH, "a path has at most 8192 characters");
        require(path.chars().noneMatch(c -> c <= ' ' || c == 0x7f), "a path holds no spaces or control characters");
        require(path.indexOf('\\') < 0 && path.indexOf('#') < 0, "a path holds no backslash and no fragment");
        int query = path.indexOf('?');
        String decoded = decode(query < 0 ? path : path.substring(0, query));
        require(decoded.chars().noneMatch(c -> c < ' ' || c == 0x7f), "a path holds no control characters");
        for (String segment : decoded.split("[/\\\\]", -1)) {
            require(!segment.equals("..") && !segment.equals("."), "a path holds no segments '.' or '..'");
        }
        return base + path;
    }

    /** Decodes until nothing changes, because a server behind another one may decode twice. */
    private static String decode(String path) {
        String before = path;
        for (int i = 0; i < 3; i++) {
            String after;
            try {
                after = URLDecoder.decode(before.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("a path holds a percent sign that encodes nothing", e);
            }
            if (after.equals(before)) {
                return after;
            }
            before = after.indexOf('%') < 0 ? after : after.replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
        }
        return before;
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
