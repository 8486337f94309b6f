package io.omni.projection.fanout;

import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Tells all nodes, with PostgreSQL's NOTIFY, that events have been published. It belongs to the transaction that publishes them, so
 * whoever hears it finds them. NOTIFY serialises commits, but these alone: there is one publisher in a cluster.
 */
@Component
class PublishedNews {
    /** The channel that every node listens on; its counterpart is in the event store's broadcast. */
    static final String CHANNEL = "omni_published";

    private final JdbcTemplate jdbc;

    PublishedNews(@Qualifier("processingDataSource") DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** Says it when the running transaction commits. */
    void announce() {
        jdbc.query("SELECT pg_notify(?, '')", _ -> {}, CHANNEL);
    }
}
