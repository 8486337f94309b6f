package io.omni.query.pipeline;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Reads {@code pipeline_view}. Its queries open no transaction: each is one statement, and a commit would be a round trip more. */
interface PipelineRows extends Repository<PipelineRow, String> {

    /** The row of this pipeline. */
    @Query("select r from PipelineRow r where r.pipelineId = :id")
    Optional<PipelineRow> row(String id);

    /** The newest pipelines accepted at or after {@code since} and beneath the key {@code (at, id)}. */
    @NativeQuery("SELECT pipeline_id, created_at, overview FROM pipeline_view"
            + " WHERE created_at >= :since AND (created_at, pipeline_id) < (:at, :id)"
            + " ORDER BY created_at DESC, pipeline_id DESC LIMIT :count")
    List<PipelineOverviewRow> newest(Instant since, Instant at, String id, int count);

    /** The same among those with this status. */
    @NativeQuery("SELECT pipeline_id, created_at, overview FROM pipeline_view"
            + " WHERE status = :status AND created_at >= :since AND (created_at, pipeline_id) < (:at, :id)"
            + " ORDER BY created_at DESC, pipeline_id DESC LIMIT :count")
    List<PipelineOverviewRow> newestWithStatus(String status, Instant since, Instant at, String id, int count);
}
