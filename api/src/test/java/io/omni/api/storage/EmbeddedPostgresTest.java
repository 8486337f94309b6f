package io.omni.api.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omni.api.settings.DatabaseSettings;
import io.omni.api.settings.StartupProblem;
import io.omni.command.secret.AesGcmSecretStore;
import io.omni.command.secret.MasterKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class EmbeddedPostgresTest {
    @TempDir
    static Path temp;

    private DataFolder folder;
    private EmbeddedPostgres server;

    @BeforeAll
    void start() {
        folder = DataFolder.open(temp.resolve("data"));
        server = EmbeddedPostgres.start(folder, TestServers.PROGRAMS);
        Migrations.apply(server.address());
    }

    @AfterAll
    void stop() {
        server.close();
        folder.close();
    }

    @ParameterizedTest
    @CsvSource({
        "fsync,on",
        "synchronous_commit,on",
        "full_page_writes,on",
        "listen_addresses,127.0.0.1",
        "data_checksums,on",
        "password_encryption,scram-sha-256",
        "shared_buffers,128MB",
        "max_connections,100",
        "server_encoding,UTF8"
    })
    void the_server_is_durable_and_closed_to_the_outside(String parameter, String value) throws SQLException {
        assertThat(TestServers.ask(server.address(), "SHOW " + parameter)).isEqualTo(value);
    }

    @Test
    void durability_cannot_be_switched_off_by_what_was_left_in_the_cluster() throws SQLException {
        assertThat(TestServers.ask(server.address(), "SELECT source FROM pg_settings WHERE name = 'fsync'"))
                .isEqualTo("command line");
    }

    @Test
    void a_wrong_password_is_refused() {
        DatabaseAddress address = server.address();

        assertThatThrownBy(() -> TestServers.ask(new DatabaseAddress(address.jdbcUrl(), "omni", "guess"), "SELECT 1"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    }

    @Test
    void a_server_that_is_killed_comes_back_on_its_port_with_what_was_committed() throws Exception {
        DatabaseAddress address = server.address();
        TestServers.execute(address, "CREATE TABLE survivor AS SELECT 42 AS answer");
        long killed = server.pid();
        ProcessHandle.of(killed).orElseThrow().destroyForcibly();

        String answer = eventually(address, "SELECT answer FROM survivor", killed);

        assertThat(answer).isEqualTo("42");
        assertThat(server.pid()).isNotEqualTo(killed);
    }

    @Test
    void a_login_that_the_outside_server_refuses_stops_the_start_with_a_sentence() {
        DatabaseSettings wrong = new DatabaseSettings(server.address().jdbcUrl(), "omni", "guess");

        assertThatThrownBy(() -> OutsidePostgres.reached(wrong, Duration.ofSeconds(20)))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("OMNI_DATABASE_PASSWORD");
    }

    @Test
    void a_database_that_the_outside_server_lacks_stops_the_start_with_a_sentence() {
        DatabaseAddress ours = server.address();
        DatabaseSettings wrong = new DatabaseSettings(ours.jdbcUrl() + "_not", ours.user(), ours.password());

        assertThatThrownBy(() -> OutsidePostgres.reached(wrong, Duration.ofSeconds(20)))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("has no such database");
    }

    @Test
    void an_outside_server_that_answers_is_used() {
        DatabaseAddress ours = server.address();
        DatabaseSettings settings = new DatabaseSettings(ours.jdbcUrl(), ours.user(), ours.password());

        try (OutsidePostgres outside = OutsidePostgres.reached(settings, Duration.ofSeconds(20))) {
            assertThat(outside.address()).isEqualTo(ours);
        }
    }

    @Test
    void an_outside_server_that_stays_silent_stops_the_start_with_a_sentence() {
        DatabaseSettings nowhere = new DatabaseSettings("jdbc:postgresql://127.0.0.1:1/omni", "omni", "secret-pw");

        assertThatThrownBy(() -> OutsidePostgres.reached(nowhere, Duration.ofSeconds(1)))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("did not answer within 1 s")
                .hasMessageNotContaining("secret-pw");
    }

    @Test
    void a_secret_comes_back_only_under_its_key_and_its_reference() throws SQLException {
        DatabaseAddress address = server.address();
        DriverManagerDataSource source = new DriverManagerDataSource(
                address.jdbcUrl(), String.valueOf(address.user()), String.valueOf(address.password()));
        AesGcmSecretStore store = new AesGcmSecretStore(source, MasterKey.of(MasterKey.random()));
        String first = store.store("grüße 🔑");
        String second = store.store("other");

        assertThat(first).startsWith("secret_");
        assertThat(store.reveal(first)).isEqualTo("grüße 🔑");
        AesGcmSecretStore otherKey = new AesGcmSecretStore(source, MasterKey.of("a passphrase long enough"));
        assertThatThrownBy(() -> otherKey.reveal(first))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("OMNI_MASTER_KEY");

        TestServers.execute(
                address,
                "UPDATE secret s SET nonce = o.nonce, ciphertext = o.ciphertext FROM secret o"
                        + " WHERE s.reference = '" + first + "' AND o.reference = '" + second + "'");
        assertThatThrownBy(() -> store.reveal(first))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("changed");

        store.forget(second);
        store.forget(second);
        assertThatThrownBy(() -> store.reveal(second))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no secret");
    }

    @Test
    void a_data_folder_outlives_its_killed_owner_and_is_refused_to_a_second_one() throws Exception {
        Path path = temp.resolve("killed");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ChildServer.class.getName(),
                path.toString(),
                TestServers.PROGRAMS.toString());
        Process child = builder.redirectErrorStream(true).start();
        long orphan = announcedPid(child);
        assertThatThrownBy(() -> DataFolder.open(path))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("in use");

        child.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        assertThat(ProcessHandle.of(orphan)).as("the orphan").isPresent();
        try (DataFolder taken = DataFolder.open(path);
                EmbeddedPostgres heir = EmbeddedPostgres.start(taken, TestServers.PROGRAMS)) {
            assertThat(heir.pid()).isNotEqualTo(orphan);
            assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(TestServers.ask(heir.address(), "SELECT 1")).isEqualTo("1");
        }
        staleNumberOfAnotherProgram(path);
        newerSchema(path);
        otherMajorVersion(path);
    }

    /** The number in the pid file is that of a living program that is no postgres: ours. */
    private static void staleNumberOfAnotherProgram(Path path) throws Exception {
        try (DataFolder taken = DataFolder.open(path)) {
            Files.writeString(
                    path.resolve("postgres/postmaster.pid"),
                    ProcessHandle.current().pid() + "\n");
            EmbeddedPostgres.start(taken, TestServers.PROGRAMS).close();
        }
    }

    private static void newerSchema(Path path) throws Exception {
        try (DataFolder taken = DataFolder.open(path);
                EmbeddedPostgres server = EmbeddedPostgres.start(taken, TestServers.PROGRAMS)) {
            Migrations.apply(server.address());
            TestServers.execute(
                    server.address(),
                    "INSERT INTO flyway_schema_history SELECT 9999, '9999', 'later', 'SQL',"
                            + " 'V9999__later.sql', 1, installed_by, installed_on, 1, true FROM flyway_schema_history LIMIT 1");
            assertThatThrownBy(() -> Migrations.apply(server.address()))
                    .isInstanceOf(StartupProblem.class)
                    .hasMessageContaining("newer version of this program")
                    .hasMessageContaining("9999");
        }
    }

    private static void otherMajorVersion(Path path) throws IOException {
        try (DataFolder taken = DataFolder.open(path)) {
            Files.writeString(path.resolve("postgres/PG_VERSION"), "13\n");
            assertThatThrownBy(() -> EmbeddedPostgres.start(taken, TestServers.PROGRAMS))
                    .isInstanceOf(StartupProblem.class)
                    .hasMessageContaining("was written by PostgreSQL 13");
        }
    }

    private static long announcedPid(Process child) throws IOException {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.matches("[0-9]+")) {
                    return Long.parseLong(line);
                }
            }
        }
        throw new IllegalStateException("The child said no number; it ended with " + Map.of("alive", child.isAlive()));
    }

    private String eventually(DatabaseAddress address, String query, long killed) throws InterruptedException {
        for (int attempt = 0; attempt < 600; attempt++) {
            try {
                if (server.pid() != killed) {
                    return TestServers.ask(address, query);
                }
            } catch (SQLException notYet) {
                assertThat(notYet.getSQLState()).as(notYet.getMessage()).matches("08.*|57P.*");
            }
            Thread.sleep(100);
        }
        throw new AssertionError("The server did not come back.");
    }
}
