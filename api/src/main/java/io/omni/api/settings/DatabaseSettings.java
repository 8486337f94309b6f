package io.omni.api.settings;

import org.jspecify.annotations.Nullable;

/**
 * An outside PostgreSQL server ({@code OMNI_DATABASE_URL}, {@code _USER}, {@code _PASSWORD}).
 *
 * @param jdbcUrl {@code jdbc:postgresql://host[:port]/database}, without credentials in it
 * @param user the role to log in as; null leaves it to the driver
 * @param password its password; null when the server asks for none
 */
public record DatabaseSettings(
        String jdbcUrl, @Nullable String user, @Nullable String password) {

    /** Without the password, so that it reaches no log. */
    @Override
    public String toString() {
        return "DatabaseSettings[" + jdbcUrl + "]";
    }
}
