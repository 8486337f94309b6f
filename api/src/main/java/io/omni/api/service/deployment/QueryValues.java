package io.omni.api.service.deployment;

import io.omni.api.edge.QueryParameters;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads query parameters. Each refuses with {@code BAD_REQUEST}, naming the parameter and what it takes. */
final class QueryValues {
    private static final int LONGEST_SECONDS = 600;
    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,3}");

    private QueryValues() {}

    static Duration timeout(@Nullable String text, Duration otherwise) {
        if (text == null) {
            return otherwise;
        }
        if (!SECONDS.matcher(text).matches() || Integer.parseInt(text) > LONGEST_SECONDS) {
            throw QueryParameters.bad("timeout_seconds", "give a whole number from 1 to " + LONGEST_SECONDS);
        }
        return Duration.ofSeconds(Integer.parseInt(text));
    }
}
