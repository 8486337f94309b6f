package io.omni.query.pipeline;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One line that a stage has logged. */
@Entity
@Immutable
@Table(name = "stage_log")
class StageLogRow {
    @EmbeddedId
    private Key key = new Key("", "", 0, 0, 0);

    @Column(name = "logged_at")
    private Instant loggedAt = Instant.EPOCH;

    @Column(name = "level")
    private String level = "";

    @Column(name = "message")
    private String message = "";

    @Column(name = "percent")
    private @Nullable Short percent;

    /** Which line it is. */
    Key key() {
        return key;
    }

    /** When it was logged. */
    Instant loggedAt() {
        return loggedAt;
    }

    /** How much it weighs. */
    String level() {
        return level;
    }

    /** What it says. */
    String message() {
        return message;
    }

    /** How far the stage was, 0 to 100; null when the line doesn't say. */
    @Nullable
    Short percent() {
        return percent;
    }

    /** Which line of which attempt. */
    @Embeddable
    record Key(
            @Column(name = "pipeline_id") String pipelineId,
            @Column(name = "stage") String stage,
            @Column(name = "iteration") int iteration,
            @Column(name = "attempt") int attempt,
            @Column(name = "line") int line) {}
}
