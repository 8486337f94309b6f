package io.omni.api.storage;

import io.omni.api.settings.StartupProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A database to be read beside the application: an outside one, or the embedded one of a data folder. When no application runs on the
 * folder, its server is started for as long as this is open, and nothing else.
 */
public final class LedgerDatabase implements AutoCloseable {
    // The port is the fourth line of the file that PostgreSQL keeps while it runs.
    private static final int PORT_LINE = 3;

    private final DatabaseAddress address;
    private final Runnable close;

    private LedgerDatabase(DatabaseAddress address, Runnable close) {
        this.address = address;
        this.close = close;
    }

    /** A database that somebody else runs. */
    public static LedgerDatabase outside(String url, @Nullable String user, @Nullable String password) {
        return new LedgerDatabase(new DatabaseAddress(url, user, password), () -> {});
    }

    /**
     * The database of a data folder.
     *
     * @throws StartupProblem when it can't be reached
     */
    public static LedgerDatabase in(Path folder) {
        if (!Files.isDirectory(folder.resolve("postgres"))) {
            throw new StartupProblem("\"" + folder + "\" holds no database of this program.");
        }
        DataFolder own;
        try {
            own = DataFolder.open(folder);
        } catch (StartupProblem inUse) {
            return running(folder, inUse);
        }
        try {
            DatabaseServer server = EmbeddedPostgres.start(own, own.path().resolve("programs"));
            return new LedgerDatabase(server.address(), () -> {
                server.close();
                own.close();
            });
        } catch (RuntimeException e) {
            own.close();
            throw e;
        }
    }

    private static LedgerDatabase running(Path folder, StartupProblem otherwise) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("postgres/postmaster.pid"));
            int port = Integer.parseInt(lines.get(PORT_LINE).strip());
            String password =
                    Files.readString(folder.resolve("postgres.password")).strip();
            return new LedgerDatabase(
                    new DatabaseAddress("jdbc:postgresql://127.0.0.1:" + port + "/omni", "omni", password), () -> {});
        } catch (IOException | RuntimeException e) {
            throw otherwise;
        }
    }

    /** A connection of its own. */
    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        if (address.user() != null) {
            properties.setProperty("user", address.user());
        }
        if (address.password() != null) {
            properties.setProperty("password", address.password());
        }
        properties.setProperty("loginTimeout", "5");
        properties.setProperty("ApplicationName", "omni-verify");
        return DriverManager.getConnection(address.jdbcUrl(), properties);
    }

    @Override
    public void close() {
        close.run();
    }
}
