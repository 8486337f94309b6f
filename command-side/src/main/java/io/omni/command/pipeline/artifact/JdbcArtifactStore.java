package io.omni.command.pipeline.artifact;

import io.omni.events.id.Hashes;
import io.omni.events.pipeline.ArtifactRef;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Keeps artifacts' bytes in {@code artifact_content}. */
@Component
class JdbcArtifactStore implements ArtifactStore {
    private final JdbcTemplate jdbc;

    JdbcArtifactStore(@Qualifier("processingDataSource") DataSource processing) {
        this.jdbc = new JdbcTemplate(processing);
    }

    @Override
    public ArtifactRef store(String name, String mediaType, byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("an artifact has at most " + MAX_BYTES + " bytes");
        }
        String sha256 = Hashes.sha256(bytes);
        jdbc.update(
                "INSERT INTO artifact_content (sha256, size_bytes, content) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                sha256,
                bytes.length,
                bytes);
        return ArtifactRef.of(name, mediaType, bytes.length, sha256);
    }

    @Override
    public byte[] read(ArtifactRef artifact) {
        List<byte[]> found = jdbc.query(
                "SELECT content FROM artifact_content WHERE sha256 = ?",
                (row, _) -> row.getBytes(1),
                artifact.sha256());
        if (found.isEmpty()) {
            throw new IllegalStateException("the bytes of " + artifact.name() + " are gone");
        }
        return found.getFirst();
    }
}
