package io.omni.api.storage;

import io.omni.api.settings.StartupProblem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own on the data folder: durable, on loopback only, behind a random password. While it should
 * run, a watchdog starts it again on the same port when it dies, so that connection pools find it again.
 */
final class EmbeddedPostgres implements DatabaseServer {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String USER = "omni";
    private static final Duration INIT_WAIT = Duration.ofMinutes(2);
    // After a crash the log is replayed first; killing a server that is at it would only begin that anew.
    private static final Duration START_WAIT = Duration.ofMinutes(5);
    private static final Duration STOP_WAIT = Duration.ofSeconds(30);
    private static final int START_ATTEMPTS = 3;
    private static final long LARGEST_LOG = 10L * 1024 * 1024;

    private final Path cluster;
    private final Path log;
    private final PostgresPrograms programs;
    private final DataFolder folder;
    private final String password;
    private final Watchdog watchdog;
    private int port;
    private volatile @Nullable Process process;

    private EmbeddedPostgres(DataFolder folder, Path distributions) {
        this.folder = folder;
        this.cluster = folder.path().resolve("postgres");
        this.log = folder.path().resolve("postgres.log");
        this.programs = new PostgresPrograms(PostgresDistribution.unpackedIn(distributions), log);
        this.password = folder.privateText("postgres.password", EmbeddedPostgres::randomPassword);
        this.watchdog = new Watchdog(this::restart);
    }

    /**
     * Starts the server, making its cluster at the first start.
     *
     * @param folder the locked data folder
     * @param distributions where the programs are unpacked
     * @throws StartupProblem when it doesn't come up
     */
    static EmbeddedPostgres start(DataFolder folder, Path distributions) {
        EmbeddedPostgres server = new EmbeddedPostgres(folder, distributions);
        try {
            server.truncateLog();
            server.makeCluster();
            server.checkVersion();
            new Orphan(server.programs, server.cluster).stop();
            server.startOnFreePort();
            server.makeDatabase();
            return server;
        } catch (IOException | SQLException e) {
            server.close();
            throw new StartupProblem("PostgreSQL did not start: see \"" + server.log + "\".", e);
        } catch (InterruptedException e) {
            server.close();
            Thread.currentThread().interrupt();
            throw new StartupProblem("The start was interrupted.", e);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    @Override
    public DatabaseAddress address() {
        return address("omni");
    }

    @Override
    public boolean embedded() {
        return true;
    }

    /** The number of the server's process; 0 while there is none. */
    long pid() {
        Process running = process;
        return running == null ? 0 : running.pid();
    }

    @Override
    public void close() {
        watchdog.close();
        Process running = process;
        process = null;
        if (running == null || !running.isAlive()) {
            return;
        }
        try {
            String seconds = Long.toString(STOP_WAIT.toSeconds());
            List<String> stop = List.of("stop", "-D", cluster.toString(), "-m", "fast", "-w", "-t", seconds, "-s");
            programs.run("pg_ctl", stop, STOP_WAIT.plusSeconds(5));
            if (!running.waitFor(5, TimeUnit.SECONDS)) {
                LOG.warn("PostgreSQL did not stop in time and is killed; it recovers at the next start.");
                running.destroyForcibly();
            }
        } catch (IOException e) {
            LOG.warn("PostgreSQL could not be asked to stop and is killed; it recovers at the next start.", e);
            running.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running.destroyForcibly();
        }
    }

    private DatabaseAddress address(String database) {
        return new DatabaseAddress("jdbc:postgresql://127.0.0.1:" + port + "/" + database, USER, password);
    }

    private void truncateLog() throws IOException {
        if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
            Files.move(log, log.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** A cluster is made beside its place and then renamed, so a crash half way never leaves a broken one. */
    private void makeCluster() throws IOException, InterruptedException {
        if (Files.exists(cluster)) {
            return;
        }
        Path draft = folder.path().resolve("postgres.new");
        PostgresDistribution.deleteAll(draft);
        List<String> arguments = List.of(
                "-D",
                draft.toString(),
                "-U",
                USER,
                "-E",
                "UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--auth=scram-sha-256",
                "--pwfile=" + folder.path().resolve("postgres.password"));
        if (!programs.run("initdb", arguments, INIT_WAIT)) {
            throw new StartupProblem(
                    "PostgreSQL's data could not be made in \"" + folder.path() + "\": see \"" + log + "\".");
        }
        Files.move(draft, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    private void checkVersion() throws IOException {
        Path versionFile = cluster.resolve("PG_VERSION");
        if (Files.notExists(versionFile)) {
            throw new StartupProblem(
                    "\"" + cluster + "\" is not PostgreSQL's data; restore it from a backup, or move it away.");
        }
        String found = Files.readString(versionFile).strip();
        String ours = programs.majorVersion();
        if (!found.equals(ours)) {
            throw new StartupProblem(
                    "\"" + cluster + "\" was written by PostgreSQL " + found + ", but this program brings " + ours
                            + "; start the program it was written with, dump it, and load the dump here.");
        }
    }

    private void startOnFreePort() throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            port = freePort();
            if (launch()) {
                return;
            }
            // Another program may have taken the port in between; a new one settles that.
            if (attempt == START_ATTEMPTS) {
                throw new StartupProblem("PostgreSQL did not start: see \"" + log + "\".");
            }
        }
    }

    /** Starts the server on its port and waits until it answers, gives up or dies. */
    private boolean launch() throws IOException, InterruptedException {
        Process started = programs.server(ServerConfiguration.arguments(cluster, port));
        process = started;
        long deadline = System.nanoTime() + START_WAIT.toNanos();
        while (started.isAlive() && System.nanoTime() < deadline) {
            if (answers()) {
                watchdog.watch(started);
                return true;
            }
            Thread.sleep(25);
        }
        started.destroyForcibly();
        started.waitFor(5, TimeUnit.SECONDS);
        return false;
    }

    private boolean answers() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private boolean restart() throws IOException, InterruptedException {
        new Orphan(programs, cluster).stop();
        return launch();
    }

    private void makeDatabase() throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = 'omni'")) {
            if (!found.next()) {
                statement.execute("CREATE DATABASE omni");
            }
        }
    }

    private Connection connect(String database) throws SQLException {
        DatabaseAddress address = address(database);
        return DriverManager.getConnection(address.jdbcUrl() + "?loginTimeout=5&socketTimeout=60", USER, password);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String randomPassword() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
