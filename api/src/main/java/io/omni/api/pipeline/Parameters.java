package io.omni.api.pipeline;

import io.omni.events.pipeline.PipelineStatus;
import io.omni.events.pipeline.Stage;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads query parameters. Each refuses with {@code BAD_REQUEST}, naming the parameter and what it takes. */
final class Parameters {
    private static final int MAX_LIMIT = 200;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private Parameters() {}

    /** How many items a page has, 1 to 200. */
    static int limit(@Nullable String text, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        long limit = number("limit", text, "give a whole number from 1 to 200");
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Refusals.badParameter("limit", "give a whole number from 1 to 200");
        }
        return (int) limit;
    }

    /** A version, from 1. */
    static @Nullable Long version(@Nullable String text) {
        if (text == null) {
            return null;
        }
        long version = number("version", text, "give a whole number from 1 on");
        if (version < 1) {
            throw Refusals.badParameter("version", "give a whole number from 1 on");
        }
        return version;
    }

    /** A point in time, as ISO 8601 with an offset, within the years that the database knows. */
    static @Nullable Instant time(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        String sentence = "give a timestamp like 2025-01-15T10:30:00Z";
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
                throw Refusals.badParameter(name, sentence);
            }
            return instant;
        } catch (DateTimeException e) {
            throw Refusals.badParameter(name, sentence);
        }
    }

    /** A status of pipelines. */
    static @Nullable PipelineStatus status(@Nullable String text) {
        return constant("status", text, PipelineStatus.values(), PipelineStatus::wireName);
    }

    /** A stage. */
    static @Nullable Stage stage(@Nullable String text) {
        return constant("stage", text, Stage.values(), Stage::wireName);
    }

    /** Yes or no; no when it isn't there. */
    static boolean flag(String name, @Nullable String text) {
        if (text == null) {
            return false;
        }
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Refusals.badParameter(name, "use true or false");
        };
    }

    private static <E> @Nullable E constant(
            String parameter, @Nullable String text, E[] values, Function<E, String> name) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(values)
                .filter(value -> name.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> Refusals.badParameter(
                        parameter,
                        "use one of " + Arrays.stream(values).map(name).collect(Collectors.joining(", "))));
    }

    private static long number(String name, String text, String sentence) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Refusals.badParameter(name, sentence);
        }
    }
}
