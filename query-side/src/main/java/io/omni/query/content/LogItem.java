package io.omni.query.content;

import java.time.Instant;
import java.util.Map;

/**
 * A line of a project's log.
 *
 * @param logId its id, {@code log_…}
 * @param timestamp when it happened
 * @param source where: {@code project}, {@code video}, {@code clip}, {@code calendar} or {@code worker}
 * @param level {@code INFO}, {@code WARNING} or {@code ERROR}
 * @param message one sentence
 * @param metadata ids and numbers, by name; of a worker's line also {@code worker_type}
 */
public record LogItem(
        String logId, Instant timestamp, String source, String level, String message, Map<String, Object> metadata) {}
