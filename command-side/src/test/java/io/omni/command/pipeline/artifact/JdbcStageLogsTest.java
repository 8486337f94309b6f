package io.omni.command.pipeline.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.Stage;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.datasource.AbstractDataSource;

@Timeout(60)
class JdbcStageLogsTest {
    private final Store store = new Store();
    private final JdbcStageLogs logs = new JdbcStageLogs(store, Clock.systemUTC());

    @AfterEach
    void stop() {
        logs.destroy();
    }

    @Test
    void lines_that_the_buffer_could_not_take_are_counted_in_the_log() {
        store.away = true;
        StageLogs.Attempt log = open();
        for (int i = 0; i < 2_100; i++) {
            log.info("line " + i);
        }
        store.away = false;
        store.awaitLines(2_000);
        log.info("later");
        log.close();

        assertThat(store.lines()).hasSize(2_002).startsWith("line 0").contains("line 1999");
        assertThat(store.lines().subList(2_000, 2_002))
                .containsExactly("100 lines were dropped: they came faster than they could be stored", "later");
    }

    @Test
    void the_limit_of_an_attempt_s_log_is_said_with_the_number_of_lines_beyond_it() {
        StageLogs.Attempt log = open();
        for (int i = 0; i < 10_007; i++) {
            log.info("line " + i);
            if (i % 1_000 == 999) {
                store.awaitLines(i + 1);
            }
        }
        log.close();

        assertThat(store.lines())
                .hasSize(10_002)
                .endsWith("the log is cut here, after 10000 lines", "7 lines were dropped: they came beyond the limit");
    }

    @Test
    void the_last_lines_of_a_closed_log_are_stored_when_the_database_is_back() {
        store.away = true;
        StageLogs.Attempt log = open();
        log.info("the end");
        log.close();
        store.away = false;

        store.awaitLines(1);
        assertThat(store.lines()).containsExactly("the end");
    }

    private StageLogs.Attempt open() {
        return logs.open(PipelineId.next(), Stage.TEST, 1, 1);
    }

    /** Takes what the logs insert, or is away. */
    private static final class Store extends AbstractDataSource {
        private static final Integer MESSAGE = 8;
        private final List<String> stored = new ArrayList<>();
        private volatile boolean away;

        @Override
        public Connection getConnection() throws SQLException {
            if (away) {
                throw new SQLException("away");
            }
            List<String> batch = new ArrayList<>();
            Connection[] connection = new Connection[1];
            DatabaseMetaData about =
                    fake(DatabaseMetaData.class, (name, _) -> name.equals("supportsBatchUpdates") ? true : null);
            PreparedStatement statement = fake(PreparedStatement.class, (name, arguments) -> switch (name) {
                case "setString" -> {
                    if (arguments[0].equals(MESSAGE)) {
                        batch.add((String) arguments[1]);
                    }
                    yield null;
                }
                case "executeBatch" -> add(batch);
                case "getConnection" -> connection[0];
                default -> null;
            });
            connection[0] = fake(Connection.class, (name, _) -> switch (name) {
                case "prepareStatement" -> statement;
                case "getMetaData" -> about;
                default -> null;
            });
            return connection[0];
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }

        synchronized List<String> lines() {
            return List.copyOf(stored);
        }

        synchronized void awaitLines(int count) {
            while (stored.size() < count) {
                try {
                    wait(100);
                } catch (InterruptedException e) {
                    throw new IllegalStateException("the test was stopped", e);
                }
            }
        }

        private synchronized int[] add(List<String> batch) {
            stored.addAll(batch);
            notifyAll();
            return new int[batch.size()];
        }

        private static <T> T fake(Class<T> type, Answer answer) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                        Object given = answer.to(method.getName(), arguments);
                        return given == null && method.getReturnType() == boolean.class ? (Object) false : given;
                    }));
        }

        private interface Answer {
            Object to(String method, Object[] arguments);
        }
    }
}
