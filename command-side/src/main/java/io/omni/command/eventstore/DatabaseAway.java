package io.omni.command.eventstore;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away for now from a statement that is wrong. */
public final class DatabaseAway {
    private DatabaseAway() {}

    /** Whether what was thrown comes of a database that is away, however deep it is wrapped. */
    public static boolean isBehind(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoreUnavailable || (cause instanceof SQLException e && isSaidBy(e))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Class 08 is a broken connection, 57 an operator's intervention, 53 and 58 a server without resources
     * (<a href="https://www.postgresql.org/docs/18/errcodes-appendix.html">PostgreSQL error codes</a>); the connection pool gives
     * no code at all.
     */
    static boolean isSaidBy(SQLException e) {
        String state = e.getSQLState();
        return state == null
                || state.startsWith("08")
                || state.startsWith("57")
                || state.startsWith("53")
                || state.startsWith("58");
    }
}
