package io.omni.api.benchmark;

import io.omni.api.stardust.verify.DatabaseCheck;
import io.omni.events.tlog.Checkpoint;
import io.omni.events.tlog.NoteKey;
import io.omni.events.tlog.NoteSigner;
import io.omni.query.stardust.PacketDetail;
import io.omni.query.stardust.StardustQueries;
import java.sql.Connection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;

/**
 * How fast the ledger takes events in, how long a proof takes and how long the whole ledger takes to verify.
 * {@code -Domni.benchmark.packets=1000000} makes it as large as its targets speak of.
 */
final class LedgerGrowth {
    private static final int PACKETS = Integer.getInteger("omni.benchmark.packets", 150_000);
    private static final int PROOFS = 500;
    private static final long PATIENCE_MINUTES = 20;
    /** Events that the fan-out and the ledger alone take an interest in, with data as long as is usual. */
    // In turn with the product's own appends, as every append must be: without the lock, an event that the product
    // stores meanwhile is seen before these, which then are passed by.
    private static final String INSERT = """
            WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock(%d))
            INSERT INTO domain_event (event_identifier, aggregate_type, aggregate_id, sequence_number, occurred_at,
                                      payload_type, payload_revision, payload, meta_data)
            SELECT 'evt_benchmark' || n, 'branch_lease', 'branch_' || n / 10, n %% 10, '2026-01-01T00:00:00.000000Z',
                   'branch.released', '1',
                   convert_to('{"lease_id":"branch_' || n || '","pipeline_id":"pipe_' || repeat('x', 40) || '"}', 'UTF8'),
                   convert_to('{"actor":"operator","tenant":"","trace_id":"' || md5(n::text) || '"}', 'UTF8')
            FROM turn, generate_series(?, ?) AS n
            """.formatted(0x6f6d6e69_65766e74L);

    private final Product product;
    private final Report report;

    LedgerGrowth(Product product, Report report) {
        this.product = product;
        this.report = report;
    }

    void run() throws Exception {
        EventProcessor fanOut = product.bean(EventProcessingConfiguration.class)
                .eventProcessor("fan-out")
                .orElseThrow();
        grow(fanOut, 0, PACKETS / 10);
        double perSecond = grow(fanOut, PACKETS / 10, PACKETS);
        report.atLeast(String.format("packets appended, up to %,d", PACKETS), perSecond, "packets/s", 5_000);
        StardustQueries queries = product.bean(StardustQueries.class);
        Checkpoint checkpoint = signed(queries);
        proofs(queries, checkpoint);
        long began = System.nanoTime();
        NoteKey key = product.bean(NoteSigner.class).key();
        try (Connection connection = product.connect()) {
            connection.setAutoCommit(false);
            new DatabaseCheck(connection, key, List.of(checkpoint)).run();
        }
        report.below(
                String.format("the whole ledger of %,d packets verified", checkpoint.size()),
                (System.nanoTime() - began) / 1e9,
                "s",
                60);
    }

    private double grow(EventProcessor fanOut, int from, int past) throws Exception {
        fanOut.shutDown();
        product.jdbc().update(INSERT, from, past - 1);
        long before = size();
        long began = System.nanoTime();
        fanOut.start();
        long deadline = began + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
        while (size() < before + past - from) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("the ledger has " + size() + " packets");
            }
            Thread.sleep(20);
        }
        return (past - from) * 1e9 / (System.nanoTime() - began);
    }

    private Checkpoint signed(StardustQueries queries) throws Exception {
        long size = size();
        NoteKey key = product.bean(NoteSigner.class).key();
        while (queries.checkpoint().filter(c -> c.size() >= size).isEmpty()) {
            Thread.sleep(50);
        }
        return Checkpoint.open(queries.checkpoint().orElseThrow().note(), key);
    }

    private void proofs(StardustQueries queries, Checkpoint checkpoint) {
        Random random = new Random(1);
        Histogram times = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
        for (int i = 0; i < 2 * PROOFS; i++) {
            long index = random.nextLong(checkpoint.size());
            String id = product.jdbc()
                    .queryForObject(
                            "SELECT encode(packet_id, 'hex') FROM stardust_packet WHERE index = ?",
                            String.class,
                            index);
            long began = System.nanoTime();
            PacketDetail packet = queries.packet(id).orElseThrow();
            queries.proof(packet).orElseThrow();
            if (i >= PROOFS) {
                times.recordValue(System.nanoTime() - began);
            }
        }
        String what = String.format("a packet and its proof among %,d, ", checkpoint.size());
        report.plain(what + "p50", Report.number(times.getValueAtPercentile(50) / 1e6) + " ms");
        report.below(what + "p99", times.getValueAtPercentile(99) / 1e6, "ms", 5);
    }

    private long size() {
        Long size = product.jdbc().queryForObject("SELECT size FROM stardust_tree", Long.class);
        return size == null ? 0 : size;
    }
}
