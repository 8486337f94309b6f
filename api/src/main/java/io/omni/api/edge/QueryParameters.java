package io.omni.api.edge;

import io.omni.query.BadCursor;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads query parameters. Each refuses with {@code BAD_REQUEST}, naming the parameter and what it takes. */
public final class QueryParameters {
    /** The largest page of a list. */
    public static final int LARGEST_LIMIT = 200;
    /** What a page holds when nobody says. */
    public static final int USUAL_LIMIT = 20;

    /** What {@code include} takes in a list. */
    public static final String TOTAL = "total";

    // The years that the database knows; more than anybody means.
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private QueryParameters() {}

    /** How many items a page has, 1 to {@value #LARGEST_LIMIT}; {@value #USUAL_LIMIT} when nothing is said. */
    public static int limit(@Nullable String text) {
        return text == null
                ? USUAL_LIMIT
                : (int) number("limit", text, 1, LARGEST_LIMIT, "give a whole number from 1 to " + LARGEST_LIMIT);
    }

    /** Whether a list also says how many items it has in all: {@code total} is the one thing that a list can include. */
    public static boolean total(@Nullable String include) {
        if (include != null && !include.equals(TOTAL)) {
            throw bad("include", "use total, which adds how many items the whole list has, or leave it out");
        }
        return include != null;
    }

    /** A version, from 1; null when nothing is said. */
    public static @Nullable Long version(@Nullable String text) {
        return text == null ? null : number("version", text, 1, Long.MAX_VALUE, "give a whole number from 1 on");
    }

    /** A whole number within bounds, both included. */
    public static long number(String name, String text, long least, long most, String sentence) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw bad(name, sentence);
        }
        throw bad(name, sentence);
    }

    /** A point in time, as ISO 8601 with an offset, in the years 1 to 9999; null when nothing is said. */
    public static @Nullable Instant time(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        String sentence = "give a timestamp like 2025-01-15T10:30:00Z";
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            if (!isKnown(instant)) {
                throw bad(name, sentence);
            }
            return instant;
        } catch (DateTimeException e) {
            throw bad(name, sentence);
        }
    }

    /** Whether it lies in the years 1 to 9999. */
    public static boolean isKnown(Instant instant) {
        return !instant.isBefore(EARLIEST) && !instant.isAfter(LATEST);
    }

    /** {@code true} or {@code false}. */
    public static boolean flag(String name, @Nullable String text, boolean otherwise) {
        return switch (text) {
            case null -> otherwise;
            case "true" -> true;
            case "false" -> false;
            default -> throw bad(name, "use true or false");
        };
    }

    /** One of some values by its name; null when nothing is said. */
    public static <E> @Nullable E oneOf(String name, @Nullable String text, E[] values, Function<E, String> nameOf) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(values)
                .filter(value -> nameOf.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> bad(
                        name, "use one of " + Arrays.stream(values).map(nameOf).collect(Collectors.joining(", "))));
    }

    /** What a query finds that is given the caller's cursor. */
    public static <T> T paged(Supplier<T> query) {
        try {
            return query.get();
        } catch (BadCursor e) {
            throw bad("cursor", String.valueOf(e.getMessage()));
        }
    }

    /** The refusal of a parameter that makes no sense. */
    public static ApiError bad(String name, String sentence) {
        return new ApiError(
                ErrorCode.BAD_REQUEST,
                "a query parameter is not valid; see the details",
                new ErrorDetail(name, sentence));
    }
}
