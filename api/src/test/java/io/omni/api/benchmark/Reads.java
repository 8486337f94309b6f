package io.omni.api.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Reads over HTTP among 100,000 pipelines. */
final class Reads {
    static final int PIPELINES = 100_000;
    private static final int READ = 5_000;

    private final Product product;
    private final HttpLoad load;

    Reads(Product product, HttpLoad load) {
        this.product = product;
        this.load = load;
    }

    /** Copies completed pipelines within the read model until there are enough, and gives those that will be read log lines. */
    void fill() {
        product.jdbc().update("""
                INSERT INTO pipeline_view
                SELECT new.id, v.status, v.repository, v.branch, v.created_at + n * interval '1 hour',
                       v.completed_at + n * interval '1 hour', v.version, v.position,
                       replace(v.overview, v.pipeline_id, new.id), replace(v.state, v.pipeline_id, new.id)
                FROM (SELECT * FROM pipeline_view WHERE status = 'completed' ORDER BY pipeline_id LIMIT 5000) AS v,
                     generate_series(1, 1 + ? / 5000) AS n,
                     LATERAL (SELECT 'pipe_0' || substr(md5(v.pipeline_id || '/' || n), 1, 25) AS id) AS new
                ON CONFLICT DO NOTHING
                """, PIPELINES);
        product.jdbc().update("""
                INSERT INTO stage_log
                SELECT p.pipeline_id, s.stage, 1, 1, line, now(), 'info', 'read 14 files in 3 languages', 50 * line
                FROM (SELECT pipeline_id FROM pipeline_view WHERE status = 'completed' ORDER BY pipeline_id LIMIT ?) AS p,
                     unnest(ARRAY['ingest','enrich','generate','validate','test','deploy','monitor','learn']) AS s(stage),
                     generate_series(1, 2) AS line
                """, READ);
        // Failed pipelines can be tried again, so their answers are never kept.
        product.jdbc().update("""
                UPDATE pipeline_view SET status = 'failed', state = replace(state, '"status":"completed"', '"status":"failed"')
                WHERE pipeline_id IN (SELECT pipeline_id FROM pipeline_view WHERE status = 'completed'
                                      ORDER BY pipeline_id LIMIT ?)
                """, READ / 2);
        product.jdbc().execute("VACUUM ANALYZE pipeline_view, stage_log");
    }

    int count() {
        Integer count = product.jdbc().queryForObject("SELECT count(*) FROM pipeline_view", Integer.class);
        return count == null ? 0 : count;
    }

    double hello(Duration time) throws IOException, InterruptedException {
        return load.perSecond(List.of(HttpLoad.Request.get(Product.HELLO), HttpLoad.Request.get(Product.HELLO)), time);
    }

    /** One completed pipeline with its sixteen log lines. */
    double completed(Duration time) throws IOException, InterruptedException {
        return one("completed", time);
    }

    /** One pipeline that may still change, with its sixteen log lines. */
    double changeable(Duration time) throws IOException, InterruptedException {
        return one("failed", time);
    }

    private double one(String status, Duration time) throws IOException, InterruptedException {
        List<HttpLoad.Request> requests = product
                .jdbc()
                .queryForList(
                        "SELECT pipeline_id FROM pipeline_view WHERE status = ? ORDER BY pipeline_id LIMIT ?",
                        String.class,
                        status,
                        READ / 2)
                .stream()
                .map(id -> HttpLoad.Request.get("/api/v1/pipeline/" + id))
                .toList();
        return load.perSecond(requests, time);
    }

    double page(Duration time) throws IOException, InterruptedException {
        HttpLoad.Request page = HttpLoad.Request.get("/api/v1/pipeline?limit=20");
        HttpLoad.Request completed = HttpLoad.Request.get("/api/v1/pipeline?limit=20&status=completed");
        return load.perSecond(List.of(page, page, completed, completed), time);
    }
}
