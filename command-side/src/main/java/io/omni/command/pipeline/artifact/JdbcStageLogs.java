package io.omni.command.pipeline.artifact;

import io.omni.command.secret.Redactor;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.Stage;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Keeps stages' log lines in {@code stage_log}. Lines are stored in batches, at the latest after a quarter of a second. */
@Component
class JdbcStageLogs implements StageLogs, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcStageLogs.class);
    private static final Duration FLUSH = Duration.ofMillis(250);
    private static final int MAX_LINES = 10_000;
    private static final int MAX_BUFFERED = 2_000;
    private static final int FLUSH_AT = 500;
    private static final Duration KEEP_TRYING = Duration.ofMinutes(5);
    private static final int MAX_CHARACTERS = 4_000;
    private static final String INSERT = """
            INSERT INTO stage_log (pipeline_id, stage, iteration, attempt, line, logged_at, level, message, percent)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final Set<BufferedAttempt> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService flusher = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("stage-logs").daemon().factory());

    JdbcStageLogs(@Qualifier("processingDataSource") DataSource processing, Clock clock) {
        this.jdbc = new JdbcTemplate(processing);
        this.clock = clock;
        flusher.scheduleWithFixedDelay(
                () -> open.forEach(BufferedAttempt::flush), FLUSH.toMillis(), FLUSH.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Attempt open(PipelineId pipeline, Stage stage, int iteration, int attempt) {
        BufferedAttempt log = new BufferedAttempt(pipeline, stage, iteration, attempt);
        open.add(log);
        return log;
    }

    @Override
    public void destroy() {
        flusher.shutdownNow();
        open.forEach(BufferedAttempt::flush);
    }

    private record Line(
            int number,
            Instant at,
            String level,
            String message,
            @Nullable Integer percent) {}

    private final class BufferedAttempt implements Attempt {
        private final PipelineId pipeline;
        private final Stage stage;
        private final int iteration;
        private final int attempt;
        private List<Line> buffer = new ArrayList<>();
        private int lines;
        private int dropped;
        private @Nullable Instant closedAt;

        BufferedAttempt(PipelineId pipeline, Stage stage, int iteration, int attempt) {
            this.pipeline = pipeline;
            this.stage = stage;
            this.iteration = iteration;
            this.attempt = attempt;
        }

        @Override
        public void info(String message) {
            add("info", message, null);
        }

        @Override
        public void warn(String message) {
            add("warn", message, null);
        }

        @Override
        public void error(String message) {
            add("error", message, null);
        }

        @Override
        public void progress(int percent, String message) {
            add("info", message, Math.clamp(percent, 0, 100));
        }

        @Override
        public synchronized void close() {
            sayWhatWasDropped();
            closedAt = clock.instant();
            flush();
        }

        private synchronized void add(String level, String message, @Nullable Integer percent) {
            if (lines >= MAX_LINES || buffer.size() >= MAX_BUFFERED) {
                dropped++;
                return;
            }
            sayWhatWasDropped();
            keep(level, cut(Redactor.redact(message.replace("\0", ""))), percent);
            if (lines == MAX_LINES) {
                keep("warn", "the log is cut here, after " + MAX_LINES + " lines", null);
            } else if (buffer.size() == FLUSH_AT) {
                flushSoon();
            }
        }

        private void flushSoon() {
            try {
                flusher.execute(this::flush);
            } catch (RejectedExecutionException e) {
                LOG.debug("The node stops; the lines are stored when the log is closed");
            }
        }

        private void keep(String level, String message, @Nullable Integer percent) {
            lines++;
            buffer.add(new Line(lines, clock.instant(), level, message, percent));
        }

        private void sayWhatWasDropped() {
            if (dropped > 0) {
                String why = lines >= MAX_LINES ? "beyond the limit" : "faster than they could be stored";
                keep(
                        "warn",
                        dropped + (dropped == 1 ? " line was" : " lines were") + " dropped: they came " + why,
                        null);
                dropped = 0;
            }
        }

        /** Stores what is buffered; what can't be stored now stays for the next time, for some minutes after the end too. */
        synchronized void flush() {
            if (store() || closedAt != null && clock.instant().isAfter(closedAt.plus(KEEP_TRYING))) {
                if (closedAt != null) {
                    open.remove(this);
                }
            }
        }

        private boolean store() {
            if (buffer.isEmpty()) {
                return true;
            }
            try {
                jdbc.batchUpdate(INSERT, buffer, buffer.size(), (statement, line) -> {
                    statement.setString(1, pipeline.value());
                    statement.setString(2, stage.wireName());
                    statement.setInt(3, iteration);
                    statement.setInt(4, attempt);
                    statement.setInt(5, line.number());
                    statement.setTimestamp(6, Timestamp.from(line.at()));
                    statement.setString(7, line.level());
                    statement.setString(8, line.message());
                    statement.setObject(9, line.percent(), Types.SMALLINT);
                });
                buffer = new ArrayList<>();
                return true;
            } catch (RuntimeException e) {
                // Whatever it is, it must not end the schedule that stores every other log.
                LOG.warn("Log lines of {} could not be stored yet", pipeline, e);
                return false;
            }
        }

        private static String cut(String message) {
            return message.length() <= MAX_CHARACTERS ? message : message.substring(0, MAX_CHARACTERS) + "…";
        }
    }
}
