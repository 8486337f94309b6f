package io.omni.query.pipeline;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** The bytes of one artifact. */
@Entity
@Immutable
@Table(name = "artifact_content")
class ArtifactRow {
    @Id
    @Column(name = "sha256")
    private String sha256 = "";

    @Column(name = "content")
    private byte[] content = {};

    /** Their SHA-256 in lower-case hex. */
    String sha256() {
        return sha256;
    }

    /** The bytes. */
    byte[] content() {
        return content;
    }
}
