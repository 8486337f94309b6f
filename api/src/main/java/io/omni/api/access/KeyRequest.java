package io.omni.api.access;

import io.omni.api.edge.Scope;
import io.omni.api.edge.ValidationFailed;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks for when it makes a key.
 *
 * @param name what it calls the key, 1 to 100 characters
 * @param scopes at least one, without repeats
 * @param tenant whose data the key works on, {@code [a-z0-9][a-z0-9-]{0,62}}; null: the maker's own tenant, or the platform's
 * @param expiresAt from when on it opens nothing, a timestamp in the future; null: never
 */
record KeyRequest(
        @Nullable String name,
        @Nullable List<@Nullable String> scopes,
        @Nullable String tenant,
        @Nullable String expiresAt) {
    private static final int LONGEST_NAME = 100;
    private static final Pattern TENANT = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** The same, checked. */
    record Checked(
            String name,
            List<Scope> scopes,
            @Nullable String tenant,
            @Nullable Instant expiresAt) {}

    Checked check(Instant now) {
        ValidationFailed.Collector problems = new ValidationFailed.Collector();
        String text = name == null ? "" : name;
        problems.check(
                !text.isBlank()
                        && text.codePointCount(0, text.length()) <= LONGEST_NAME
                        && text.chars().noneMatch(Character::isISOControl),
                "name",
                "must have 1 to 100 characters, none of them a control character");
        List<Scope> wanted = scopes(problems);
        problems.check(
                tenant == null || TENANT.matcher(tenant).matches(),
                "tenant",
                "must begin with a letter or digit and have at most 63 of a-z, 0-9 and -");
        Instant expiry = expiry(problems);
        problems.check(expiry == null || expiry.isAfter(now), "expires_at", "must lie in the future");
        problems.throwIfAny();
        return new Checked(text, wanted, tenant, expiry);
    }

    private List<Scope> scopes(ValidationFailed.Collector problems) {
        List<@Nullable String> names = scopes == null ? List.of() : scopes;
        problems.check(!names.isEmpty(), "scopes", "must name at least one scope");
        problems.check(new HashSet<>(names).size() == names.size(), "scopes", "must not repeat a scope");
        List<Scope> found = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            Scope scope = name == null ? null : Scope.parse(name).orElse(null);
            if (scope == null) {
                problems.add("scopes[" + i + "]", "is no scope");
            } else {
                found.add(scope);
            }
        }
        return found;
    }

    private @Nullable Instant expiry(ValidationFailed.Collector problems) {
        if (expiresAt == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(expiresAt).toInstant();
        } catch (DateTimeException e) {
            problems.add("expires_at", "must be a timestamp like 2027-01-15T10:30:00Z");
            return null;
        }
    }
}
