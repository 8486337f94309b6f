package io.omni.api.storage;

import org.jspecify.annotations.Nullable;

/**
 * Where the database is and how to log in.
 *
 * @param jdbcUrl {@code jdbc:postgresql://…}
 * @param user the role; null leaves it to the driver
 * @param password its password; null when none is asked for
 */
public record DatabaseAddress(
        String jdbcUrl, @Nullable String user, @Nullable String password) {

    /** Without the password, so that it reaches no log. */
    @Override
    public String toString() {
        return "DatabaseAddress[" + jdbcUrl + "]";
    }
}
