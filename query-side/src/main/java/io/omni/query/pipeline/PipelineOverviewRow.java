package io.omni.query.pipeline;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** One pipeline with what a list shows of it. A second entity on the table, because a list must not read the whole state. */
@Entity
@Immutable
@Table(name = "pipeline_view")
class PipelineOverviewRow {
    @Id
    @Column(name = "pipeline_id")
    private String pipelineId = "";

    @Column(name = "created_at")
    private Instant createdAt = Instant.EPOCH;

    @Column(name = "overview")
    private String overview = "";

    /** Its id. */
    String pipelineId() {
        return pipelineId;
    }

    /** When it was accepted, as precise as the database sorts it. */
    Instant createdAt() {
        return createdAt;
    }

    /** Its state without artifacts, checks and feedback, as JSON. */
    String overview() {
        return overview;
    }
}
