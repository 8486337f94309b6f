package io.omni.api.storage;

import io.omni.api.settings.StartupProblem;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** Brings the database to the shape that this version of the program needs, before anything else uses it. */
final class Migrations {

    private Migrations() {}

    /**
     * Applies what is missing.
     *
     * @throws StartupProblem when the database is newer than this program, or a migration fails
     */
    static void apply(DatabaseAddress address) {
        Flyway flyway = Flyway.configure()
                .dataSource(address.jdbcUrl(), address.user(), address.password())
                .locations("classpath:db/migration")
                .cleanDisabled(true)
                .validateMigrationNaming(true)
                .load();
        try {
            for (MigrationInfo applied : flyway.info().applied()) {
                if (applied.getState() == MigrationState.FUTURE_SUCCESS
                        || applied.getState() == MigrationState.FUTURE_FAILED) {
                    throw new StartupProblem(
                            "The database was written by a newer version of this program (its schema is "
                                    + applied.getVersion()
                                    + "); start that version, or restore a backup of the older one.");
                }
            }
            flyway.migrate();
        } catch (FlywayException e) {
            throw new StartupProblem(
                    "The database could not be brought up to date: "
                            + e.getMessage()
                                    .lines()
                                    .filter(line -> !line.isBlank())
                                    .findFirst()
                                    .orElse("no reason given")
                            + "; restore a backup, or ask the role's owner for the right to create tables.",
                    e);
        }
    }
}
