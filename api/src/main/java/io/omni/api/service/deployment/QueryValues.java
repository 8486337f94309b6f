package io.omni.api.service.deployment;

import io.omni.command.Refusal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads query parameters. Each refuses with {@code BAD_REQUEST}, naming the parameter and what it takes. */
final class QueryValues {
    private static final int LONGEST_SECONDS = 600;
    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,3}");

    private QueryValues() {}

    static boolean flag(String name, @Nullable String text, boolean otherwise) {
        return switch (text) {
            case null -> otherwise;
            case "true" -> true;
            case "false" -> false;
            default -> throw bad(name, "use true or false");
        };
    }

    static Duration timeout(@Nullable String text, Duration otherwise) {
        if (text == null) {
            return otherwise;
        }
        if (!SECONDS.matcher(text).matches() || Integer.parseInt(text) > LONGEST_SECONDS) {
            throw bad("timeout_seconds", "give a whole number from 1 to " + LONGEST_SECONDS);
        }
        return Duration.ofSeconds(Integer.parseInt(text));
    }

    static @Nullable Instant time(String name, @Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw bad(name, "give a timestamp like 2025-01-15T10:30:00Z");
        }
    }

    private static Refusal bad(String name, String sentence) {
        return new Refusal(
                "BAD_REQUEST", "a query parameter is not valid; see the details", new Refusal.Detail(name, sentence));
    }
}
