package io.omni.command.service;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a health answer's body tells about the service: its version and for how long it has been up, where it is JSON with such members
 * at its top. The body comes from outside: it is read token by token, and only short, printable values are taken.
 */
record HealthAnswer(@Nullable String version, @Nullable Duration uptime) {
    private static final HealthAnswer NOTHING = new HealthAnswer(null, null);
    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final Pattern VERSION = Pattern.compile("[\\p{Alnum}][\\p{Alnum}._+:-]{0,63}");
    private static final long LONGEST_UPTIME_SECONDS = Duration.ofDays(36_500).toSeconds();

    /** What this body tells; nothing when it is no JSON object. */
    static HealthAnswer of(byte[] body) {
        int first = 0;
        while (first < body.length && Character.isWhitespace(body[first])) {
            first++;
        }
        if (first == body.length || body[first] != '{') {
            return NOTHING;
        }
        try (JsonParser parser = JSON.createParser(
                ObjectReadContext.empty(), new String(body, first, body.length - first, StandardCharsets.UTF_8))) {
            return read(parser);
        } catch (JacksonException e) {
            // What a service writes into its answer is its own business; that it answered is what counts.
            return NOTHING;
        }
    }

    private static HealthAnswer read(JsonParser parser) {
        String version = null;
        Duration uptime = null;
        parser.nextToken();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName().toLowerCase(Locale.ROOT);
            JsonToken value = parser.nextToken();
            if (value == JsonToken.VALUE_STRING && (name.equals("version") || name.endsWith("_version"))) {
                version = version == null || name.equals("version") ? version(parser.getString(), version) : version;
            } else if (value != null && value.isNumeric() && name.equals("uptime_seconds")) {
                uptime = uptime(parser.getDoubleValue());
            }
            parser.skipChildren();
        }
        return new HealthAnswer(version, uptime);
    }

    private static @Nullable String version(String text, @Nullable String otherwise) {
        return VERSION.matcher(text).matches() ? text : otherwise;
    }

    private static @Nullable Duration uptime(double seconds) {
        return seconds >= 0 && seconds <= LONGEST_UPTIME_SECONDS ? Duration.ofSeconds((long) seconds) : null;
    }
}
