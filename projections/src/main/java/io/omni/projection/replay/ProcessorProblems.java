package io.omni.projection.replay;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.eventhandling.ErrorContext;
import org.axonframework.eventhandling.ErrorHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes down what stops an event processor, so that it can be seen from every node; the processor tries again all the same. */
@Component
class ProcessorProblems implements ErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessorProblems.class);
    private static final int LONGEST_ERROR = 500;
    private static final int DEEPEST = 20;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    ProcessorProblems(@Qualifier("processingDataSource") DataSource dataSource, Clock clock) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.clock = clock;
    }

    /** What stopped a processor, and before which event. */
    record Problem(long position, String error) {}

    @Override
    public void handleError(ErrorContext context) throws Exception {
        try {
            write(context);
        } catch (DataAccessException e) {
            LOG.debug("What stopped {} can't be written down: {}", context.eventProcessor(), e.getMessage());
        }
        PropagatingErrorHandler.instance().handleError(context);
    }

    Map<String, Problem> all() {
        Map<String, Problem> problems = new HashMap<>();
        jdbc.query("SELECT processor, position, error FROM processor_problem", row -> {
            problems.put(row.getString(1), new Problem(row.getLong(2), row.getString(3)));
        });
        return problems;
    }

    private void write(ErrorContext context) {
        long position = context.failedEvents().stream()
                .filter(TrackedEventMessage.class::isInstance)
                .mapToLong(ProcessorProblems::position)
                .min()
                .orElse(Long.MAX_VALUE);
        String error = innermost(context.error());
        jdbc.update(
                "INSERT INTO processor_problem (processor, position, failed_at, error) VALUES (?, ?, ?::timestamptz, ?)"
                        + " ON CONFLICT (processor) DO UPDATE SET position = excluded.position,"
                        + " failed_at = excluded.failed_at, error = excluded.error",
                context.eventProcessor(),
                position,
                Instant.now(clock).toString(),
                error.substring(0, Math.min(error.length(), LONGEST_ERROR)).replace("\0", ""));
    }

    private static long position(EventMessage<?> message) {
        return ((TrackedEventMessage<?>) message).trackingToken().position().orElse(Long.MAX_VALUE);
    }

    private static String innermost(Throwable error) {
        Throwable cause = error;
        for (int depth = 0; depth < DEEPEST && cause.getCause() != null; depth++) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
