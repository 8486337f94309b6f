package io.omni.query.pipeline;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** One pipeline with everything the read model holds of it. */
@Entity
@Immutable
@Table(name = "pipeline_view")
class PipelineRow {
    @Id
    @Column(name = "pipeline_id")
    private String pipelineId = "";

    @Column(name = "state")
    private String state = "";

    /** Its id. */
    String pipelineId() {
        return pipelineId;
    }

    /** Its events, folded, as JSON. */
    String state() {
        return state;
    }
}
