package io.omni.api.service;

import io.omni.command.Refusal;
import io.omni.events.service.ServiceName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads paths and query parameters, and refuses what makes no sense. */
final class Requests {
    private static final int MAX_LIMIT = 200;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private Requests() {}

    /**
     * The service in a path.
     *
     * @throws Refusal when it can't be one: to the caller that is a service that nobody has
     */
    static ServiceName service(String text) {
        if (!ServiceName.isValid(text)) {
            throw notFound();
        }
        return new ServiceName(text);
    }

    /** 404: the catalogue has no such service. */
    static Refusal notFound() {
        return new Refusal("SERVICE_NOT_FOUND", "there is no service with this name; list the services to find it");
    }

    /** 404: there was no such service then. */
    static Refusal notFoundThen() {
        return new Refusal(
                "SERVICE_NOT_FOUND",
                "there was no service with this name at this time or version; read it as it is now");
    }

    /** How many items a page has, 1 to 200; 20 when nothing is said. */
    static int limit(@Nullable String text) {
        if (text == null) {
            return 20;
        }
        long limit = number(text, "limit", "give a whole number from 1 to 200");
        if (limit < 1 || limit > MAX_LIMIT) {
            throw bad("limit", "give a whole number from 1 to 200");
        }
        return (int) limit;
    }

    /** A version, from 1. */
    static @Nullable Long version(@Nullable String text) {
        if (text == null) {
            return null;
        }
        long version = number(text, "version", "give a whole number from 1 on");
        if (version < 1) {
            throw bad("version", "give a whole number from 1 on");
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
                throw bad(name, sentence);
            }
            return instant;
        } catch (DateTimeException e) {
            throw bad(name, sentence);
        }
    }

    /** True for {@code open}, false for {@code closed}, null for all. */
    static @Nullable Boolean open(@Nullable String status) {
        return switch (status) {
            case null -> null;
            case "open" -> true;
            case "closed" -> false;
            default -> throw bad("status", "use one of open, closed");
        };
    }

    /** 400: a query parameter makes no sense. */
    static Refusal bad(String name, String sentence) {
        return new Refusal(
                "BAD_REQUEST", "a query parameter is not valid; see the details", new Refusal.Detail(name, sentence));
    }

    private static long number(String text, String name, String sentence) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw bad(name, sentence);
        }
    }
}
