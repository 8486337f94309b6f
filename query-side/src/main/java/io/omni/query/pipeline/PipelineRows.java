package io.omni.query.pipeline;

import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Reads {@code pipeline_view}. Its queries open no transaction: each is one statement, and a commit would be a round trip more. */
interface PipelineRows extends Repository<PipelineRow, String> {

    /** The row of this pipeline. */
    @Query("select r from PipelineRow r where r.pipelineId = :id")
    Optional<PipelineRow> row(String id);
}
