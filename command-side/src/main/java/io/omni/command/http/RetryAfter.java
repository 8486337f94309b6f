package io.omni.command.http;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the header {@code Retry-After} (RFC 9110, 10.2.3): seconds or a date. What makes no sense is as if it weren't there. */
public final class RetryAfter {
    /** The longest wait that the other side may ask for. */
    public static final Duration LONGEST = Duration.ofHours(24);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,40}");

    private RetryAfter() {}

    /** How long to wait, at most 24 hours; null when the header doesn't say, or names a time that has passed. */
    public static @Nullable Duration of(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        String text = header.strip();
        if (SECONDS.matcher(text).matches()) {
            return shortened(new BigInteger(text)
                    .min(BigInteger.valueOf(LONGEST.toSeconds()))
                    .longValue());
        }
        try {
            Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return shortened(Math.min(Duration.between(now, at).toSeconds(), LONGEST.toSeconds()));
        } catch (DateTimeException | ArithmeticException e) {
            // No date either: nothing that could be honoured.
            return null;
        }
    }

    private static @Nullable Duration shortened(long seconds) {
        return seconds > 0 ? Duration.ofSeconds(seconds) : null;
    }
}
