package io.omni.query.pipeline;

import java.time.Instant;
import java.util.List;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** Reads {@code stage_log}, a pipeline's lines by its primary key. */
interface StageLogRows extends Repository<StageLogRow, StageLogRow.Key> {

    /**
     * The last lines of each stage's newest attempt that has any, and the newest line of the running stage's that says how far it
     * is.
     *
     * @param stages stages' names, comma-separated
     * @param running the running stage's name; empty when none runs
     * @param upTo lines logged later are as if they weren't there
     * @param count the most lines for a stage
     */
    @NativeQuery("SELECT l.* FROM unnest(string_to_array(:stages, ',')) AS s(stage)"
            + " CROSS JOIN LATERAL (SELECT iteration, attempt FROM stage_log"
            + "  WHERE pipeline_id = :id AND stage = s.stage AND logged_at <= :upTo"
            + "  ORDER BY iteration DESC, attempt DESC LIMIT 1) AS n"
            + " CROSS JOIN LATERAL ((SELECT * FROM stage_log WHERE pipeline_id = :id AND stage = s.stage"
            + "   AND iteration = n.iteration AND attempt = n.attempt AND logged_at <= :upTo"
            + "   ORDER BY line DESC LIMIT :count)"
            + "  UNION (SELECT * FROM stage_log WHERE pipeline_id = :id AND stage = s.stage AND s.stage = :running"
            + "   AND iteration = n.iteration AND attempt = n.attempt AND logged_at <= :upTo AND percent IS NOT NULL"
            + "   ORDER BY line DESC LIMIT 1)) AS l"
            + " ORDER BY l.stage, l.line")
    List<StageLogRow> tails(String id, String stages, String running, Instant upTo, int count);

    /** The next lines of a pipeline in the order they were logged, of one stage unless {@code stage} is empty. */
    @NativeQuery("SELECT * FROM stage_log WHERE pipeline_id = :id AND (:stage = '' OR stage = :stage)"
            + " AND logged_at <= :upTo AND (logged_at, stage, iteration, attempt, line)"
            + " > (:afterTime, :afterStage, :afterIteration, :afterAttempt, :afterLine)"
            + " ORDER BY logged_at, stage, iteration, attempt, line LIMIT :count")
    List<StageLogRow> lines(
            String id,
            String stage,
            Instant upTo,
            Instant afterTime,
            String afterStage,
            int afterIteration,
            int afterAttempt,
            int afterLine,
            int count);

    /** How many lines a pipeline has, of one stage unless {@code stage} is empty. */
    @NativeQuery("SELECT count(*) FROM stage_log WHERE pipeline_id = :id AND (:stage = '' OR stage = :stage)"
            + " AND logged_at <= :upTo")
    long count(String id, String stage, Instant upTo);
}
