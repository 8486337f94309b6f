package io.omni.projection.content;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the log says of an event.
 *
 * @param source where it happened: {@code project}, {@code video}, {@code clip}, {@code calendar} or {@code worker}
 * @param level how bad it is
 * @param workerType which worker it was: {@code scraper}, {@code analyzer}, {@code editor}, {@code uploader} or {@code scheduler};
 *     null for none
 * @param message one sentence for people
 * @param metadata ids and numbers, by name
 */
record LogLine(String source, Level level, @Nullable String workerType, String message, Map<String, Object> metadata) {

    /** How bad something is. */
    enum Level {
        /** As it should be. */
        INFO,
        /** It went wrong and is tried again, or needs a look. */
        WARNING,
        /** It went wrong for good. */
        ERROR
    }

    static LogLine info(String source, String message, Map<String, Object> metadata) {
        return new LogLine(source, Level.INFO, null, message, metadata);
    }

    /** Names and values in turn; a null value is left out. */
    static Map<String, Object> about(@Nullable Object... namesAndValues) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            if (value != null) {
                metadata.put(String.valueOf(namesAndValues[i]), value instanceof Number ? value : value.toString());
            }
        }
        return metadata;
    }
}
