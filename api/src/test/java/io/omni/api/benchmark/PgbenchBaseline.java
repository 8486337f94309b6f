package io.omni.api.benchmark;

import io.omni.api.storage.DatabaseAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the product's own PostgreSQL can do at most: pgbench inserts rows of the size of a command's event into a table like
 * {@code domain_event}, one durable transaction each, with prepared statements.
 */
final class PgbenchBaseline {
    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");

    private final Product product;
    private final Path script;
    private final Path program;

    PgbenchBaseline(Product product, Path folder, Path program) throws IOException {
        this.product = product;
        this.program = program;
        this.script = folder.resolve("insert.sql");
        product.jdbc().execute("CREATE TABLE benchmark_event (LIKE domain_event INCLUDING ALL)");
        Files.writeString(script, statement());
    }

    /** Transactions a second. */
    double perSecond(int clients, Duration time) throws IOException, InterruptedException {
        product.jdbc().execute("TRUNCATE benchmark_event");
        DatabaseAddress address = product.database();
        URI server = URI.create(address.jdbcUrl().substring("jdbc:".length()));
        String output = Programs.run(
                List.of(
                        program.toString(),
                        "--no-vacuum",
                        "--protocol=prepared",
                        "--client=" + clients,
                        "--jobs=" + Math.min(2, clients),
                        "--time=" + time.toSeconds(),
                        "--file=" + script,
                        "--host=" + server.getHost(),
                        "--port=" + server.getPort(),
                        "--username=" + address.user(),
                        server.getPath().substring(1)),
                Map.of("PGPASSWORD", String.valueOf(address.password())),
                time.plusSeconds(30));
        Matcher tps = TPS.matcher(output);
        if (!tps.find()) {
            throw new IllegalStateException("pgbench said nothing of transactions: " + output);
        }
        return Double.parseDouble(tps.group(1));
    }

    /** Says what makes the figure worth something. */
    String durability() {
        return "fsync=" + setting("fsync") + ", synchronous_commit=" + setting("synchronous_commit");
    }

    private String setting(String name) {
        return String.valueOf(product.jdbc().queryForObject("SELECT current_setting(?)", String.class, name));
    }

    private String statement() {
        Map<String, Object> size = product.jdbc().queryForMap("""
                SELECT round(avg(length(payload)))::int AS payload, round(avg(length(meta_data)))::int AS meta_data
                FROM domain_event WHERE payload_type IN ('pipeline.paused', 'pipeline.resumed')
                """);
        return """
                INSERT INTO benchmark_event (event_identifier, aggregate_type, aggregate_id, sequence_number, occurred_at, \
                payload_type, payload_revision, payload, meta_data) \
                VALUES (gen_random_uuid()::text, 'pipeline', 'pipe_' || gen_random_uuid()::text, 0, \
                '2026-01-01T00:00:00.000000Z', 'pipeline.paused', '1', \
                convert_to(repeat('x', %s), 'UTF8'), convert_to(repeat('y', %s), 'UTF8'));
                """.formatted(size.get("payload"), size.get("meta_data"));
    }
}
