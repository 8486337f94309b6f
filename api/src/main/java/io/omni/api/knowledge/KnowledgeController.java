package io.omni.api.knowledge;

import io.omni.api.edge.Access;
import io.omni.api.edge.Caller;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.IfMatch;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.api.edge.ValidationFailed;
import io.omni.command.Refusal;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.knowledge.refresh.KnowledgeStatus;
import io.omni.command.knowledge.refresh.RefreshReader;
import io.omni.command.knowledge.refresh.StartRefresh;
import io.omni.command.knowledge.source.LayerClient;
import io.omni.command.service.ServiceUnavailable;
import io.omni.events.knowledge.RefreshId;
import io.omni.events.knowledge.RefreshState;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows how the knowledge layer is, and refreshes it. */
@RestController
@RequestMapping(KnowledgeController.PATH)
class KnowledgeController {
    static final String PATH = "/api/v1/knowledge";

    private static final String ALL = "all";
    private static final Set<String> PARTS = Set.of(ALL, "qdrant", "neo4j", "wiki", "semantic_cache");
    private static final int MOST = 100;

    private final KnowledgeStatus status;
    private final CommandDispatcher commands;
    private final RefreshReader refreshes;
    private final LayerClient layer;

    KnowledgeController(
            KnowledgeStatus status, CommandDispatcher commands, RefreshReader refreshes, LayerClient layer) {
        this.status = status;
        this.commands = commands;
        this.refreshes = refreshes;
        this.layer = layer;
    }

    /**
     * Asks for a refresh.
     *
     * @param sources {@code ["all"]}, or some of {@code qdrant}, {@code neo4j}, {@code wiki}, {@code semantic_cache} and the sources
     *     that the freshness monitor knows; all when left out
     * @param forceReingest whether fresh sources are ingested again too; false when left out
     * @param rebuildCache whether the semantic cache is built anew; true when left out
     * @param collections the collections that it is about; all when left out
     */
    record RefreshRequest(
            @Nullable List<String> sources,
            @Nullable Boolean forceReingest,
            @Nullable Boolean rebuildCache,
            @Nullable List<String> collections) {}

    /** A refresh that was accepted. */
    record Accepted(String refreshId, String status, List<String> sources, Instant createdAt) {}

    /** How the components of the layer are, from what they answer now. */
    @Access(scope = Scope.READ, rate = RateCategory.READ)
    @GetMapping("/status")
    Map<String, Map<String, @Nullable Object>> status() throws InterruptedException {
        return status.ask();
    }

    /** Starts a refresh; one at a time. */
    @Access(
            scope = Scope.KNOWLEDGE,
            rate = RateCategory.KNOWLEDGE_REFRESH,
            answers = 202,
            errors = {ErrorCode.VALIDATION_ERROR, ErrorCode.REFRESH_RUNNING, ErrorCode.SERVICE_UNAVAILABLE})
    @PostMapping("/refresh")
    ResponseEntity<Accepted> refresh(@RequestBody(required = false) @Nullable RefreshRequest request, Caller caller)
            throws ServiceUnavailable, InterruptedException {
        RefreshRequest asked = request == null ? new RefreshRequest(null, null, null, null) : request;
        List<String> sources = asked.sources() == null ? List.of(ALL) : asked.sources();
        List<String> collections = asked.collections() == null ? List.of() : asked.collections();
        ValidationFailed.Collector faults = new ValidationFailed.Collector()
                .check(
                        collections.size() <= MOST && collections.stream().allMatch(KnowledgeController::isName),
                        "collections",
                        "name at most 100 collections, each with 1 to 200 characters");
        check(sources, faults);
        faults.throwIfAny();
        RefreshId id = new RefreshId(caller.newId(RefreshId.PREFIX));
        if (!(caller.isResumed() && refreshes.find(id).isPresent())) {
            commands.send(
                    new StartRefresh(
                            id,
                            sources,
                            Boolean.TRUE.equals(asked.forceReingest()),
                            !Boolean.FALSE.equals(asked.rebuildCache()),
                            collections),
                    caller.metadata());
        }
        RefreshState state = refreshes.find(id).orElseThrow(KnowledgeController::notFound);
        return ResponseEntity.accepted()
                .location(URI.create(PATH + "/refresh/" + id))
                .body(new Accepted(id.value(), "running", sources, state.createdAt()));
    }

    /** One refresh with the progress of its sources. */
    @Access(scope = Scope.READ, rate = RateCategory.READ, errors = ErrorCode.REFRESH_NOT_FOUND)
    @GetMapping("/refresh/{id}")
    ResponseEntity<RefreshResponse> refresh(@PathVariable String id) {
        if (!RefreshId.isValid(id)) {
            throw notFound();
        }
        RefreshState state = refreshes.find(new RefreshId(id)).orElseThrow(KnowledgeController::notFound);
        return ResponseEntity.ok().eTag(IfMatch.tag(state.version())).body(RefreshResponse.of(state));
    }

    private void check(List<String> sources, ValidationFailed.Collector faults)
            throws ServiceUnavailable, InterruptedException {
        if (sources.isEmpty() || sources.size() > MOST || !sources.stream().allMatch(KnowledgeController::isName)) {
            faults.add("sources", "name 1 to 100 sources, or [\"all\"]");
            return;
        }
        faults.check(new HashSet<>(sources).size() == sources.size(), "sources", "name each source once")
                .check(
                        sources.size() == 1 || !sources.contains(ALL),
                        "sources",
                        "all stands alone: name it and nothing else, or the sources without it");
        List<String> registered = PARTS.containsAll(sources) ? List.of() : registered(faults);
        for (int i = 0; i < sources.size(); i++) {
            faults.check(
                    PARTS.contains(sources.get(i)) || registered.contains(sources.get(i)),
                    "sources[" + i + "]",
                    "use all, qdrant, neo4j, wiki, semantic_cache, or a source that the freshness monitor knows");
        }
    }

    /** The sources that the freshness monitor knows. When it can't be asked, faults that are plain without it come first. */
    private List<String> registered(ValidationFailed.Collector faults) throws ServiceUnavailable, InterruptedException {
        try {
            return layer.freshness(false).sources().stream()
                    .map(LayerClient.Source::id)
                    .toList();
        } catch (ServiceUnavailable e) {
            faults.throwIfAny();
            throw e;
        }
    }

    private static boolean isName(@Nullable String text) {
        return text != null && !text.isBlank() && text.length() <= 200;
    }

    private static Refusal notFound() {
        return new Refusal("REFRESH_NOT_FOUND", "there is no refresh with this id");
    }
}
