package planted.api;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.RestController;

/** A controller with a database of its own. */
@RestController
class DiggingController {
    private final JdbcTemplate jdbc;

    DiggingController(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void dig() {
        jdbc.execute("SELECT 1");
    }
}
