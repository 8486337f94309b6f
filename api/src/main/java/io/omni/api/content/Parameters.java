package io.omni.api.content;

import io.omni.api.edge.ApiError;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.ErrorDetail;
import io.omni.api.edge.QueryParameters;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads query parameters and times; what can't be read is refused, naming it. */
final class Parameters {
    private Parameters() {}

    /** A constant by its name, in upper or lower case; null when there is no text. */
    static <E extends Enum<E>> @Nullable E constant(String name, @Nullable String text, Class<E> type) {
        if (text == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(text)) {
                return constant;
            }
        }
        throw QueryParameters.bad(
                name,
                "use one of "
                        + Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", ")));
    }

    /** One of some words, in upper or lower case, as it is listed; null when there is no text. */
    static @Nullable String word(String name, @Nullable String text, List<String> words) {
        if (text == null) {
            return null;
        }
        return words.stream()
                .filter(word -> word.equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> QueryParameters.bad(name, "use one of " + String.join(", ", words)));
    }

    /** A share, 0 to 1; null when there is no text. */
    static @Nullable Double share(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        if (text.matches("[0-9]{1,3}(\\.[0-9]{1,17})?")) {
            double share = Double.parseDouble(text);
            if (share <= 1) {
                return share;
            }
        }
        throw QueryParameters.bad(name, "give a number from 0 to 1");
    }

    /**
     * A time.
     *
     * @param code the refusal when it is none
     */
    static @Nullable Instant time(String name, @Nullable String text, ErrorCode code) {
        if (text == null) {
            return null;
        }
        try {
            Instant time = OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant();
            if (QueryParameters.isKnown(time)) {
                return time;
            }
        } catch (DateTimeException notATime) {
            // The sentence below serves both.
        }
        throw new ApiError(
                code,
                "A time can't be read; see the details.",
                new ErrorDetail(name, "give a timestamp like 2027-01-15T10:30:00Z"));
    }

    /** Refuses a range that ends before it begins. */
    static void checkRange(@Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null && to.isBefore(from)) {
            throw new ApiError(
                    ErrorCode.INVALID_DATE_RANGE,
                    "The range ends before it begins.",
                    new ErrorDetail("to", "give a time after from"));
        }
    }
}
