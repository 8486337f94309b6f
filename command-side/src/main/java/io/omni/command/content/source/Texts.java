package io.omni.command.content.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/** What sources say, made harmless: one line, without markup, of a bounded length. */
final class Texts {
    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_DESCRIPTION = 5_000;
    private static final DateTimeFormatter MAIL =
            DateTimeFormatter.ofPattern("[EEE, ]d MMM yyyy H:mm[:ss] [zzz][Z]", Locale.ROOT);

    private Texts() {}

    static String title(@Nullable String text, String fallback) {
        String plain = plain(text);
        return cut(plain.isEmpty() ? plain(fallback) : plain, LONGEST_TITLE);
    }

    static @Nullable String description(@Nullable String text) {
        String plain = cut(
                plain(
                        text == null
                                ? null
                                : Jsoup.parse(cut(text, LONGEST_DESCRIPTION * 10))
                                        .text()),
                LONGEST_DESCRIPTION);
        return plain.isEmpty() ? null : plain;
    }

    /** A time as feeds write it: RFC 3339, or that of mails; null when it is none of both. */
    static @Nullable Instant time(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String stripped = text.strip();
        try {
            return OffsetDateTime.parse(stripped).toInstant();
        } catch (DateTimeException notThis) {
            try {
                return ZonedDateTime.parse(stripped, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
            } catch (DateTimeException norThis) {
                try {
                    return ZonedDateTime.parse(stripped, MAIL).toInstant();
                } catch (DateTimeException none) {
                    return null;
                }
            }
        }
    }

    static String plain(@Nullable String text) {
        return text == null
                ? ""
                : text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    }

    private static String cut(String text, int most) {
        return text.length() <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, most)));
    }
}
