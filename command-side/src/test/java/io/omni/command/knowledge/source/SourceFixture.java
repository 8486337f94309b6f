package io.omni.command.knowledge.source;

import io.omni.command.knowledge.KnowledgeSettings;
import io.omni.command.service.ServiceHttp;
import java.util.List;

/** Clients over a given HTTP, for tests of this package and of the stages. */
public final class SourceFixture {
    private final ServiceJson json;
    private final KnowledgeSettings settings;

    public SourceFixture(ServiceHttp http, KnowledgeSettings settings) {
        this.json = new ServiceJson(http, FakeServices.JSON, settings);
        this.settings = settings;
    }

    public QdrantClient qdrant() {
        return new QdrantClient(json, settings);
    }

    public KnowledgeClient graph() {
        return new GraphRagClient(json);
    }

    public KnowledgeClient wiki() {
        return new WikiClient(json);
    }

    public ContextOptimizer optimizer() {
        return new ContextOptimizer(json);
    }

    public IngestorClient ingestor() {
        return new IngestorClient(json);
    }

    public List<KnowledgeClient> all() {
        return List.of(graph(), qdrant(), wiki());
    }
}
