package io.omni.api.storage;

import io.omni.api.settings.DatabaseSettings;
import io.omni.api.settings.StartupProblem;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/** A PostgreSQL server that somebody else runs ({@code OMNI_DATABASE_URL}). */
final class OutsidePostgres implements DatabaseServer {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int OLDEST_VERSION = 15;

    private final DatabaseAddress address;

    private OutsidePostgres(DatabaseSettings settings) {
        this.address = new DatabaseAddress(settings.jdbcUrl(), settings.user(), settings.password());
    }

    /**
     * Waits until the server answers: it may be starting beside us.
     *
     * @param settings where it is
     * @param patience how long it may take
     * @throws StartupProblem when it refuses the credentials, or doesn't answer in time
     */
    static OutsidePostgres reached(DatabaseSettings settings, Duration patience) {
        OutsidePostgres server = new OutsidePostgres(settings);
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try (Connection connection = server.connect()) {
                int version = connection.getMetaData().getDatabaseMajorVersion();
                if (version < OLDEST_VERSION) {
                    throw new StartupProblem("OMNI_DATABASE_URL names a PostgreSQL " + version + "; " + OLDEST_VERSION
                            + " or newer is needed.");
                }
                return server;
            } catch (SQLException e) {
                server.refuseWhatWaitingCannotMend(e);
                if (System.nanoTime() > deadline) {
                    throw new StartupProblem(
                            "The server that OMNI_DATABASE_URL names ("
                                    + settings.jdbcUrl().replaceAll("\\?.*", "") + ") did not answer within "
                                    + patience.toSeconds() + " s; check that it runs and can be reached.",
                            e);
                }
                pause();
            }
        }
    }

    @Override
    public DatabaseAddress address() {
        return address;
    }

    @Override
    public boolean embedded() {
        return false;
    }

    @Override
    public void close() {
        // Not ours to stop.
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        if (address.user() != null) {
            properties.setProperty("user", address.user());
        }
        if (address.password() != null) {
            properties.setProperty("password", address.password());
        }
        properties.setProperty("loginTimeout", "5");
        properties.setProperty("connectTimeout", "5");
        return DriverManager.getConnection(address.jdbcUrl(), properties);
    }

    /** SQLSTATE class 28 is about who logs in, 3D000 about the database. */
    private void refuseWhatWaitingCannotMend(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.startsWith("28") || state.equals("08004")) {
            throw new StartupProblem(
                    "The server that OMNI_DATABASE_URL names refused the login; check OMNI_DATABASE_USER and OMNI_DATABASE_PASSWORD.",
                    e);
        }
        if (state.equals("3D000")) {
            throw new StartupProblem(
                    "The server that OMNI_DATABASE_URL names has no such database; create it, or correct the URL.", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupProblem("The start was interrupted.", e);
        }
    }
}
