package io.omni.api.whole;

import java.sql.SQLException;

/** Tells trouble with the database, which callers may be told about, from a bug. */
final class FireSurprise {
    private FireSurprise() {}

    static boolean isAboutTheDatabase(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return true;
            }
        }
        return false;
    }
}
