package io.omni.api.stardust;

import io.omni.api.edge.ApiError;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.ErrorDetail;
import io.omni.events.stardust.PacketKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the ledger's query parameters. Each refuses with {@code BAD_REQUEST}, naming the parameter and what it takes. */
final class Parameters {
    private static final int MAX_LIMIT = 200;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private Parameters() {}

    static int limit(@Nullable String text, int otherwise) {
        return text == null
                ? otherwise
                : (int) number("limit", text, 1, MAX_LIMIT, "give a whole number from 1 to " + MAX_LIMIT);
    }

    /** A whole number within bounds. */
    static long number(String name, String text, long least, long most, String sentence) {
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

    static @Nullable Instant time(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        String sentence = "give a timestamp like 2025-01-15T10:30:00Z";
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
                throw bad(name, sentence);
            }
            return instant;
        } catch (DateTimeException e) {
            throw bad(name, sentence);
        }
    }

    static @Nullable String kind(@Nullable String text) {
        if (text != null && PacketKind.of(text).isEmpty()) {
            throw bad(
                    "kind",
                    "use one of "
                            + Arrays.stream(PacketKind.values())
                                    .map(PacketKind::wireName)
                                    .collect(Collectors.joining(", ")));
        }
        return text;
    }

    /** A text to compare with. The database takes no NUL. */
    static @Nullable String text(String name, @Nullable String text) {
        if (text != null && (text.isEmpty() || text.length() > 300 || text.indexOf('\0') >= 0)) {
            throw bad(name, "give 1 to 300 characters");
        }
        return text;
    }

    static ApiError bad(String name, String sentence) {
        return new ApiError(
                ErrorCode.BAD_REQUEST,
                "a query parameter is not valid; see the details",
                new ErrorDetail(name, sentence));
    }
}
