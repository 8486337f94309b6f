package io.omni.api.whole;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The product's database, read past the product and its pools: each look has a connection of its own, so that one that was cut
 * earlier, and lies in a pool unnoticed, can't fail a test.
 */
final class Store {
    private final JdbcTemplate jdbc;

    Store(HikariDataSource product) {
        this.jdbc = new JdbcTemplate(
                new DriverManagerDataSource(product.getJdbcUrl(), product.getUsername(), product.getPassword()));
    }

    /** How many events stem from what the operator asked for; the platform's own (checkpoints, health) come at any time. */
    long eventsOfTheOperator() {
        return number("SELECT count(*) FROM domain_event_json WHERE meta_data ->> 'actor' = 'operator'");
    }

    long number(String query) {
        Long found = jdbc.queryForObject(query, Long.class);
        return found == null ? 0 : found;
    }

    /** Every event, in the store's order. */
    void eachEvent(Consumer<StoredHistory.Row> visitor) {
        long after = -1;
        int found;
        do {
            long from = after;
            List<StoredHistory.Row> page = jdbc.query(
                    "SELECT global_index, aggregate_id, sequence_number, occurred_at, payload_type, payload, meta_data"
                            + " FROM domain_event WHERE global_index > ? ORDER BY global_index LIMIT 5000",
                    (row, _) -> new StoredHistory.Row(
                            row.getLong(1),
                            row.getString(2),
                            row.getLong(3),
                            row.getString(4),
                            row.getString(5),
                            row.getBytes(6),
                            row.getBytes(7)),
                    from);
            page.forEach(visitor);
            found = page.size();
            after = found == 0 ? after : page.getLast().index();
        } while (found > 0);
    }

    /** Every pipeline as the read model has it. */
    void eachView(ViewVisitor visitor) {
        jdbc.query("SELECT pipeline_id, version, state FROM pipeline_view", (RowCallbackHandler)
                row -> visitor.visit(row.getString(1), row.getLong(2), row.getString(3)));
    }

    /** Takes one pipeline's row. */
    @FunctionalInterface
    interface ViewVisitor {
        void visit(String id, long version, String state);
    }

    /** Every column of every table that holds a text somewhere, as text or as bytes. */
    List<String> columnsWith(String text) {
        Map<String, List<String>> columns = new TreeMap<>();
        Map<String, List<Object>> wanted = new TreeMap<>();
        jdbc.query(
                "SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c"
                        + " JOIN information_schema.tables t USING (table_schema, table_name)"
                        + " WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'",
                row -> {
                    String table = row.getString(1);
                    boolean bytes = row.getString(3).equals("bytea");
                    columns.computeIfAbsent(table, _ -> new ArrayList<>())
                            .add(row.getString(2) + (bytes ? "" : "::text"));
                    wanted.computeIfAbsent(table, _ -> new ArrayList<>())
                            .add(bytes ? text.getBytes(StandardCharsets.UTF_8) : text);
                });
        List<String> found = new ArrayList<>();
        columns.forEach((table, its) -> {
            String counts = its.stream()
                    .map(column -> "count(*) FILTER (WHERE position(? in " + column + ") > 0)")
                    .collect(Collectors.joining(", "));
            jdbc.query(
                    "SELECT " + counts + " FROM " + table,
                    row -> {
                        for (int i = 0; i < its.size(); i++) {
                            if (row.getLong(i + 1) > 0) {
                                found.add(table + "." + its.get(i).replace("::text", ""));
                            }
                        }
                    },
                    wanted.get(table).toArray());
        });
        return found;
    }
}
