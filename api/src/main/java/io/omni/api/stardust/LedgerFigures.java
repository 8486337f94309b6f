package io.omni.api.stardust;

import io.omni.query.stardust.StardustQueries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** The ledger in figures. */
@Component
class LedgerFigures {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerFigures.class);

    private final StardustQueries queries;
    private final ApiLog log;
    private final LedgerHealth health;

    LedgerFigures(StardustQueries queries, ApiLog log, LedgerHealth health) {
        this.queries = queries;
        this.log = log;
        this.health = health;
    }

    double size() {
        try {
            return queries.head().size();
        } catch (DataAccessException e) {
            LOG.debug("The ledger's size can't be read now: {}", e.getMessage());
            return Double.NaN;
        }
    }

    double waiting() {
        return log.waiting();
    }

    double sound() {
        return health.trouble() == null ? 1 : 0;
    }
}
