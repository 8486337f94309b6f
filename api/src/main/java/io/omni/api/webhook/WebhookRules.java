package io.omni.api.webhook;

import io.omni.api.edge.QueryParameters;
import io.omni.api.edge.ValidationFailed;
import io.omni.command.address.AddressGuard;
import io.omni.command.webhook.signing.SigningSecret;
import io.omni.events.webhook.EventPattern;
import io.omni.events.webhook.Ordering;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Holds what is asked of webhooks against every rule; what breaks one is named, all of it at once. */
@Component
class WebhookRules {
    private static final int MOST_EVENTS = 100;
    private static final int LONGEST_DESCRIPTION = 500;
    private static final int LONGEST_OVERLAP = (int) Duration.ofDays(7).toSeconds();
    private static final int USUAL_OVERLAP = (int) Duration.ofHours(24).toSeconds();

    private final AddressGuard guard;

    WebhookRules(AddressGuard guard) {
        this.guard = guard;
    }

    /**
     * A registration that keeps every rule.
     *
     * @param secret null when one is to be made
     */
    record Registration(
            String url,
            List<String> events,
            Ordering ordering,
            @Nullable String description,
            @Nullable SigningSecret secret,
            boolean ed25519) {}

    /** A change that keeps every rule; null stands for what stays as it is. */
    record Change(
            @Nullable String url,
            @Nullable List<String> events,
            @Nullable Ordering ordering,
            @Nullable String description,
            @Nullable Boolean enabled) {}

    /** A rotation that keeps every rule; without a secret one is to be made. */
    record Rotation(@Nullable SigningSecret secret, Duration overlap) {}

    /** A range that keeps every rule. */
    record Range(Instant since, Instant until) {}

    /** @throws ValidationFailed naming every field that breaks a rule */
    Registration check(RegisterRequest request) {
        ValidationFailed.Collector problems = new ValidationFailed.Collector();
        String url = request.url();
        if (url == null) {
            problems.add("url", "say where deliveries go");
        } else {
            url(url, problems);
        }
        List<String> events = List.of();
        if (request.events() == null) {
            problems.add("events", "name at least one event type or pattern");
        } else {
            events = events(request.events(), problems);
        }
        Ordering ordering = request.ordering() == null ? Ordering.UNORDERED : ordering(request.ordering(), problems);
        description(request.description(), problems);
        SigningSecret secret = secret(request.secret(), problems);
        problems.throwIfAny();
        String description =
                request.description() == null || request.description().isEmpty() ? null : request.description();
        return new Registration(
                String.valueOf(url), events, ordering, description, secret, Boolean.TRUE.equals(request.ed25519()));
    }

    /** @throws ValidationFailed naming every field that breaks a rule */
    Change check(ChangeRequest request) {
        ValidationFailed.Collector problems = new ValidationFailed.Collector();
        if (request.url() != null) {
            url(request.url(), problems);
        }
        List<String> events = request.events() == null ? null : events(request.events(), problems);
        Ordering ordering = request.ordering() == null ? null : ordering(request.ordering(), problems);
        description(request.description(), problems);
        Boolean enabled = enabled(request.status(), problems);
        problems.throwIfAny();
        return new Change(request.url(), events, ordering, request.description(), enabled);
    }

    /** @throws ValidationFailed naming every field that breaks a rule */
    Rotation check(@Nullable RotateRequest request) {
        if (request == null) {
            return new Rotation(null, Duration.ofSeconds(USUAL_OVERLAP));
        }
        ValidationFailed.Collector problems = new ValidationFailed.Collector();
        SigningSecret secret = secret(request.secret(), problems);
        int overlap = request.overlapSeconds() == null ? USUAL_OVERLAP : request.overlapSeconds();
        problems.check(
                overlap >= 0 && overlap <= LONGEST_OVERLAP, "overlap_seconds", "give 0 to 604,800 seconds (7 days)");
        problems.throwIfAny();
        return new Rotation(secret, Duration.ofSeconds(overlap));
    }

    /** @throws ValidationFailed naming every field that breaks a rule */
    Range check(ReplayRequest request, Instant now) {
        ValidationFailed.Collector problems = new ValidationFailed.Collector();
        problems.check(request.since() != null, "since", "say from when on");
        Instant since = time("since", request.since(), now, problems);
        Instant until = time("until", request.until(), now, problems);
        if (problems.isEmpty() && !since.isBefore(until)) {
            problems.add("until", "give a time after since");
        }
        problems.throwIfAny();
        return new Range(since, until);
    }

    private void url(String url, ValidationFailed.Collector problems) {
        String problem = guard.problem(url);
        if (problem != null) {
            problems.add("url", problem);
        }
    }

    private static List<String> events(List<@Nullable String> wanted, ValidationFailed.Collector problems) {
        if (wanted.isEmpty() || wanted.size() > MOST_EVENTS) {
            problems.add("events", "name 1 to 100 event types or patterns");
        }
        List<String> events = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < Math.min(wanted.size(), MOST_EVENTS); i++) {
            String pattern = wanted.get(i);
            String field = "events[" + i + "]";
            if (pattern == null || !EventPattern.isValid(pattern)) {
                problems.add(
                        field, "give an event type such as pipeline.completed, pipeline.* for all below a name, or *");
            } else if (!EventCatalog.knows(pattern)) {
                problems.add(field, "there is no such event type, so it would never be sent");
            } else if (!seen.add(pattern)) {
                problems.add(field, "is named twice");
            } else {
                events.add(pattern);
            }
        }
        return events;
    }

    private static Ordering ordering(String text, ValidationFailed.Collector problems) {
        try {
            return Ordering.of(text);
        } catch (IllegalArgumentException e) {
            problems.add("ordering", "give unordered or fifo");
            return Ordering.UNORDERED;
        }
    }

    private static void description(@Nullable String text, ValidationFailed.Collector problems) {
        if (text != null) {
            boolean storable = text.indexOf('\0') < 0
                    && StandardCharsets.UTF_8.newEncoder().canEncode(text);
            problems.check(
                    storable && text.codePointCount(0, text.length()) <= LONGEST_DESCRIPTION,
                    "description",
                    "give at most 500 whole characters");
        }
    }

    private static @Nullable SigningSecret secret(@Nullable String text, ValidationFailed.Collector problems) {
        if (text == null) {
            return null;
        }
        try {
            return SigningSecret.of(text);
        } catch (IllegalArgumentException e) {
            problems.add("secret", String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static @Nullable Boolean enabled(@Nullable String status, ValidationFailed.Collector problems) {
        return switch (status) {
            case null -> null;
            case "active" -> true;
            case "paused" -> false;
            default -> {
                problems.add("status", "give active or paused");
                yield null;
            }
        };
    }

    private static Instant time(
            String field, @Nullable String text, Instant otherwise, ValidationFailed.Collector problems) {
        if (text == null) {
            return otherwise;
        }
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (QueryParameters.isKnown(time)) {
                return time;
            }
        } catch (DateTimeException e) {
            // The sentence below serves both.
        }
        problems.add(field, "give a time such as 2026-01-15T10:30:00Z");
        return otherwise;
    }
}
