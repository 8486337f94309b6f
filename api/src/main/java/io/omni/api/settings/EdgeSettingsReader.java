package io.omni.api.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what the operator says about callers. */
final class EdgeSettingsReader {
    private static final Pattern LIMIT = Pattern.compile("([a-z_]+)=(?:(off)|([1-9][0-9]{0,8})/(s|min|h))");
    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.\\[\\]:-]+");
    private static final String LIMITS = "OMNI_RATE_LIMITS";

    private final SettingsReader settings;

    private EdgeSettingsReader(SettingsReader settings) {
        this.settings = settings;
    }

    static EdgeSettings read(SettingsReader settings) {
        return new EdgeSettingsReader(settings).read();
    }

    private EdgeSettings read() {
        URI issuer = settings.uri("OMNI_OIDC_ISSUER", Set.of("http", "https"));
        String audience = settings.text("OMNI_OIDC_AUDIENCE");
        if (audience != null && issuer == null) {
            throw new InvalidSetting(
                    "OMNI_OIDC_AUDIENCE", "has no effect without OMNI_OIDC_ISSUER; set both or neither.");
        }
        return new EdgeSettings(
                rateLimits(), issuer, audience == null ? "omni-orchestrator" : audience, networks(), origins());
    }

    private @Nullable Map<String, RateLimit> rateLimits() {
        String value = settings.text(LIMITS);
        if (value == null) {
            return Map.of();
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "on", "true", "yes", "1" -> Map.of();
            case "off", "false", "no", "0" -> null;
            default -> list(value);
        };
    }

    private static Map<String, RateLimit> list(String value) {
        Map<String, RateLimit> limits = new LinkedHashMap<>();
        for (String part : parts(value)) {
            Matcher limit = LIMIT.matcher(part.toLowerCase(Locale.ROOT));
            if (!limit.matches()) {
                throw new InvalidSetting(
                        LIMITS,
                        "must be \"on\", \"off\" or a list like read=1000/min,service_restart=off (s, min or h).");
            }
            limits.put(
                    limit.group(1),
                    limit.group(2) != null
                            ? RateLimit.NONE
                            : new RateLimit(Long.parseLong(limit.group(3)), period(limit.group(4))));
        }
        return Map.copyOf(limits);
    }

    private static Duration period(String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(1);
            case "min" -> Duration.ofMinutes(1);
            default -> Duration.ofHours(1);
        };
    }

    private Networks networks() {
        String value = settings.text("OMNI_TRUSTED_NETWORKS");
        try {
            return Networks.of(value == null ? List.of("127.0.0.0/8", "::1") : parts(value));
        } catch (IllegalArgumentException notABlock) {
            throw new InvalidSetting(
                    "OMNI_TRUSTED_NETWORKS", "must be a list of blocks of addresses like 10.0.0.0/8,fd00::/8.");
        }
    }

    private List<String> origins() {
        String value = settings.text("OMNI_CORS_ORIGINS");
        List<String> origins = value == null ? List.of() : parts(value);
        if (!origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
            throw new InvalidSetting(
                    "OMNI_CORS_ORIGINS", "must be a list of origins like https://console.example.org, without a path.");
        }
        return origins;
    }

    private static List<String> parts(String value) {
        return Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
