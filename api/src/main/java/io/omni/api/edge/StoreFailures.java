package io.omni.api.edge;

import io.omni.command.eventstore.StoreUnavailable;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;

/** Tells a database that is away, or has no room left, from a statement that is wrong. */
final class StoreFailures {

    private StoreFailures() {}

    static boolean isStoreAway(Throwable thrown) {
        return Causes.of(thrown).stream().anyMatch(StoreFailures::isConnectionFailure);
    }

    /**
     * SQLSTATE class 08 is about connections, 57P is the server going down or coming up, class 53 a lack of disk, memory or
     * connections, class 58 trouble of the machine beneath
     * (<a href="https://www.postgresql.org/docs/18/errcodes-appendix.html">PostgreSQL error codes</a>).
     */
    private static boolean isConnectionFailure(Throwable cause) {
        // The event store says so whatever lies beneath: an answer that
        // didn't come in time has no failed connection in it.
        if (cause instanceof StoreUnavailable) {
            return true;
        }
        if (cause instanceof SQLTransientConnectionException || cause instanceof SQLNonTransientConnectionException) {
            return true;
        }
        if (cause instanceof SQLException failure && failure.getSQLState() != null) {
            String state = failure.getSQLState();
            return state.startsWith("08")
                    || state.startsWith("57P")
                    || state.startsWith("53")
                    || state.startsWith("58");
        }
        return false;
    }
}
