package io.omni.query.pipeline;

import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Reads {@code artifact_content}. */
interface ArtifactRows extends Repository<ArtifactRow, String> {

    /** The bytes with this SHA-256. */
    @Query("select r from ArtifactRow r where r.sha256 = :sha256")
    Optional<ArtifactRow> row(String sha256);
}
