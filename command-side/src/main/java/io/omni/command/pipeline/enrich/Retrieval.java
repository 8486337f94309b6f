package io.omni.command.pipeline.enrich;

import io.omni.command.knowledge.Embedder;
import io.omni.command.knowledge.EmbeddingUnavailable;
import io.omni.command.knowledge.Hit;
import io.omni.command.knowledge.IndexSnapshot;
import io.omni.command.knowledge.KnowledgeIndex;
import io.omni.command.knowledge.KnowledgeSettings;
import io.omni.command.knowledge.source.KnowledgeClient;
import io.omni.command.knowledge.source.Passage;
import io.omni.command.knowledge.source.Question;
import io.omni.command.pipeline.StageFailure;
import io.omni.command.pipeline.artifact.StageLog;
import io.omni.command.pipeline.work.StageContext;
import io.omni.command.service.ServiceUnavailable;
import io.omni.events.pipeline.IterationState;
import io.omni.events.pipeline.PipelineState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks every source that a pipeline may draw from. A source that is down is noted, and the others go on. */
@Component
final class Retrieval {
    private static final String REPOSITORY = "repository";
    private static final String OUTCOMES = "outcomes";
    private static final int MAX_OUTCOMES = 3;

    private final RepositoryIndex repository;
    private final KnowledgeIndex index;
    private final Embedder embedder;
    private final KnowledgeSettings settings;
    private final List<KnowledgeClient> clients;

    Retrieval(
            RepositoryIndex repository,
            KnowledgeIndex index,
            Embedder embedder,
            KnowledgeSettings settings,
            List<KnowledgeClient> clients) {
        this.repository = repository;
        this.index = index;
        this.embedder = embedder;
        this.settings = settings;
        this.clients = List.copyOf(clients);
    }

    /**
     * What was found.
     *
     * @param commit the repository's commit; null when the repository could not be searched
     * @param passages scored, in no order
     * @param sources each source's hits and status, by name
     * @param trouble why a source gave nothing, by name
     */
    record Found(
            @Nullable String commit, List<Passage> passages, Map<String, Object> sources, Map<String, String> trouble) {

        private void note(String source, List<Passage> found, String status) {
            passages.addAll(found);
            sources.put(source, Map.of("hits", found.size(), "status", status));
        }

        private void fail(String source, StageLog log, @Nullable String why) {
            sources.put(source, Map.of("hits", 0, "status", "unavailable", "reason", String.valueOf(why)));
            trouble.put(source, String.valueOf(why));
            log.warn(source + " is left out: " + why);
        }

        private Found at(String newCommit) {
            return new Found(newCommit, passages, sources, trouble);
        }
    }

    /** Asks the repository's index, earlier outcomes, and the services that the pipeline names. */
    Found retrieve(StageContext context) throws StageFailure, InterruptedException {
        PipelineState pipeline = context.pipeline();
        float[] vector = vector(pipeline.task(), context.log());
        Found found = new Found(null, new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        found = searchRepository(context, vector, found);
        searchOutcomes(context, vector, found);
        String canonical = pipeline.config().repoUrl().canonical();
        Question question = new Question(pipeline.task(), vector, canonical, settings.hitsPerSource());
        for (KnowledgeClient client : clients) {
            if (pipeline.context().knowledgeSources().contains(client.source())) {
                ask(client, question, context.log(), found);
            }
        }
        return found;
    }

    private float @Nullable [] vector(String task, StageLog log) {
        try {
            return embedder.embed(task);
        } catch (EmbeddingUnavailable e) {
            log.warn("searching by words only: " + e.getMessage());
            return null;
        }
    }

    private Found searchRepository(StageContext context, float @Nullable [] vector, Found found)
            throws StageFailure, InterruptedException {
        PipelineState pipeline = context.pipeline();
        try {
            RepositoryIndex.Opened opened = repository.open(context);
            try (IndexSnapshot snapshot = opened.snapshot()) {
                List<Hit> hits = snapshot.search(pipeline.task(), vector, null, settings.repositoryHits());
                NamedFiles named = NamedFiles.in(hints(pipeline));
                var passages = new RepositoryPassages(
                        snapshot, named, pipeline.context().maxContextTokens());
                found.note(REPOSITORY, passages.of(hits), opened.rebuilt() ? "rebuilt" : "ok");
            }
            return found.at(opened.commit());
        } catch (IOException e) {
            stopIfTold(e);
            found.fail(REPOSITORY, context.log(), "its index could not be read: " + e.getMessage());
            return found;
        }
    }

    /** The task, and what failing tests said: both may name files. */
    private static String hints(PipelineState pipeline) {
        return Stream.concat(
                        Stream.of(pipeline.task()),
                        pipeline.iterations().stream()
                                .map(IterationState::feedback)
                                .filter(Objects::nonNull))
                .collect(Collectors.joining("\n"));
    }

    private void searchOutcomes(StageContext context, float @Nullable [] vector, Found found)
            throws InterruptedException {
        PipelineState pipeline = context.pipeline();
        try {
            Optional<IndexSnapshot> opened = index.openOutcomes();
            List<Passage> passages = new ArrayList<>();
            if (opened.isPresent()) {
                try (IndexSnapshot snapshot = opened.get()) {
                    // An outcome quotes a patch: it is shown to pipelines of the same repository only.
                    String canonical = pipeline.config().repoUrl().canonical();
                    for (Hit hit : snapshot.search(pipeline.task(), vector, canonical, MAX_OUTCOMES + 1)) {
                        // Its own outcome is known already when a pipeline is retried after it has learnt.
                        if (!hit.chunk().path().equals(pipeline.pipelineId().value())
                                && passages.size() < MAX_OUTCOMES) {
                            passages.add(outcome(hit));
                        }
                    }
                }
            }
            found.note(OUTCOMES, passages, "ok");
        } catch (IOException e) {
            stopIfTold(e);
            found.fail(OUTCOMES, context.log(), "their index could not be read: " + e.getMessage());
        }
    }

    /** An interrupt closes the index's files, which must not look like an index that can't be read. */
    private static void stopIfTold(IOException e) throws InterruptedException {
        if (Thread.interrupted()) {
            throw (InterruptedException) new InterruptedException("told to stop while searching").initCause(e);
        }
    }

    private static Passage outcome(Hit hit) {
        Passage passage = new Passage(
                OUTCOMES, hit.chunk().path(), "markdown", hit.chunk().text(), hit.score(), "a similar earlier task");
        return Ranking.scored(passage, false);
    }

    private static void ask(KnowledgeClient client, Question question, StageLog log, Found found)
            throws InterruptedException {
        String name = client.source().wireName();
        try {
            List<Passage> passages = client.search(question).stream()
                    .map(passage -> Ranking.scored(passage, false))
                    .toList();
            found.note(name, passages, "ok");
        } catch (ServiceUnavailable e) {
            found.fail(name, log, e.getMessage());
        }
    }
}
