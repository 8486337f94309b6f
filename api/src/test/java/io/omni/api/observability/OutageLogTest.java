package io.omni.api.observability;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutageLogTest {
    private final LoggerContext context = new LoggerContext();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private long now;

    @BeforeEach
    void listen() {
        context.addTurboFilter(new OutageLog(() -> now));
        lines.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(lines);
    }

    @Test
    void an_outage_is_said_once_per_logger_in_one_line() {
        for (int i = 0; i < 3; i++) {
            context.getLogger("one").error("Reading {} failed", "a page", away());
            context.getLogger("two").warn("Waiting", away());
            pass(Duration.ofSeconds(50));
        }

        assertThat(said())
                .containsExactly(
                        "Reading a page failed (the database is away, and this is said once: refused)",
                        "Waiting (the database is away, and this is said once: refused)");
        assertThat(lines.list).allSatisfy(line -> {
            assertThat(line.getThrowableProxy()).isNull();
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
        });
    }

    @Test
    void a_later_outage_is_said_again() {
        context.getLogger("one").warn("Waiting", away());
        pass(Duration.ofSeconds(61));
        context.getLogger("one").warn("Waiting", away());

        assertThat(said()).hasSize(2);
    }

    @Test
    void other_trouble_is_said_as_often_as_it_comes_and_with_its_trace() {
        context.getLogger("one").warn("Waiting", away());
        context.getLogger("one").error("Broken", new IllegalStateException());
        context.getLogger("one").error("Broken", new SQLException("wrong", "42601"));
        context.getLogger("one").warn("Just a word");

        assertThat(said()).hasSize(4);
        assertThat(lines.list.get(2).getThrowableProxy()).isNotNull();
    }

    @Test
    void the_wordy_ones_are_quiet_during_an_outage_only() {
        Logger pool = context.getLogger("com.zaxxer.hikari.pool.PoolBase");
        pool.warn("Failed to validate");
        pool.warn("Failed to validate");
        assertThat(said()).hasSize(2);

        context.getLogger("one").warn("Waiting", away());
        pool.warn("Failed to validate");
        pool.warn("Failed to validate");
        assertThat(said()).hasSize(4);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private List<String> said() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static RuntimeException away() {
        return new IllegalStateException("could not", new SQLException("refused", "08001"));
    }
}
