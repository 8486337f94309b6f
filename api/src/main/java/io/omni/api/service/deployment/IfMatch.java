package io.omni.api.service.deployment;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The header {@code If-Match} (RFC 9110, 13.1.1), where entity tags are versions. Weak tags never match. */
final class IfMatch {
    private IfMatch() {}

    /** Whether a change of this version is wanted. */
    static boolean allows(@Nullable String header, long version) {
        if (header == null || header.strip().equals("*")) {
            return true;
        }
        String tag = "\"" + version + "\"";
        return Arrays.stream(header.split(","))
                .anyMatch(wanted -> wanted.strip().equals(tag));
    }
}
