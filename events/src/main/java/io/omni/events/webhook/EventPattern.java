package io.omni.events.webhook;

import java.util.Collection;
import java.util.regex.Pattern;

/**
 * What a webhook subscribes to: one event type ({@code pipeline.completed}), all types below a name ({@code pipeline.*}), or all
 * there are ({@code *}).
 */
public final class EventPattern {
    /** Matches every type. */
    public static final String ALL = "*";

    private static final String BELOW = ".*";
    private static final Pattern FORM = Pattern.compile("\\*|[a-z_]+(?:\\.[a-z_]+)*(?:\\.\\*)?");
    private static final int LONGEST = 100;

    private EventPattern() {}

    /** Whether a text has the form of a pattern. */
    public static boolean isValid(String text) {
        return text.length() <= LONGEST && FORM.matcher(text).matches();
    }

    /** Whether a pattern takes an event of this type. */
    public static boolean matches(String pattern, String type) {
        if (pattern.equals(ALL)) {
            return true;
        }
        return pattern.endsWith(BELOW)
                ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equals(type);
    }

    /** Whether one of several patterns takes an event of this type. */
    public static boolean anyMatches(Collection<String> patterns, String type) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, type));
    }
}
