package io.omni.api.observability;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whether the database answers. */
@Component
@Order(1)
class DatabaseCheck implements ReadinessCheck {
    private static final int SECONDS = 2;
    private final DataSource dataSource;

    DatabaseCheck(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public Result check() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(SECONDS) ? Result.ok() : Result.failed("does not answer");
        }
    }
}
