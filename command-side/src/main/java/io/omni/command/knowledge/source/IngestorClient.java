package io.omni.command.knowledge.source;

import io.omni.command.service.ServiceUnavailable;
import io.omni.events.pipeline.BranchName;
import io.omni.events.pipeline.RepositoryUrl;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The platform's ingestor, {@code knowledge-ingestor}, told that a repository is worth reading.
 *
 * <pre>
 * POST /api/v1/ingest {"repo_url":"…","branch":"main","commit":"40 hex digits"}
 *   -> any 2xx
 * </pre>
 */
@Component
public final class IngestorClient {
    private static final String SERVICE = "knowledge-ingestor";

    private final ServiceJson services;

    IngestorClient(ServiceJson services) {
        this.services = services;
    }

    /** Tells it of a commit. */
    public void ingest(RepositoryUrl repository, BranchName branch, String commit)
            throws ServiceUnavailable, InterruptedException {
        ServiceJson.Reply reply = services.call(
                SERVICE,
                "POST",
                "/api/v1/ingest",
                Map.of("repo_url", repository.value(), "branch", branch.value(), "commit", commit));
        if (!reply.isSuccess()) {
            throw new ServiceUnavailable(SERVICE, "answered with " + reply.status(), null);
        }
    }
}
