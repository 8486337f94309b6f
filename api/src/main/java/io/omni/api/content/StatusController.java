package io.omni.api.content;

import io.omni.api.edge.Access;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.api.edge.consistency.ReadsFrom;
import io.omni.api.edge.envelope.Enveloped;
import io.omni.api.observability.ReadinessCheck;
import io.omni.command.content.work.ContentQueues;
import io.omni.events.content.JobKind;
import io.omni.events.content.mind.Chorus;
import io.omni.events.content.mind.Eclipse;
import io.omni.events.content.mind.Horizon;
import io.omni.events.content.mind.Lattice;
import io.omni.events.content.mind.Pantheon;
import io.omni.events.content.mind.Paradox;
import io.omni.events.content.mind.Placing;
import io.omni.events.content.mind.Zenith;
import io.omni.events.pipeline.PolicyRef;
import io.omni.events.stardust.Packet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.web.bind.annotation.GetMapping;

/** Shows how the content pipeline does as a whole. */
@Enveloped
@ReadsFrom("content")
class StatusController {
    private static final Logger LOG = LoggerFactory.getLogger(StatusController.class);
    private static final String OK = "ok";
    private static final PolicyRef STARDUST = new PolicyRef("stardust", Packet.SCHEMA_VERSION);
    private static final PolicyRef HALOLUX = new PolicyRef("halolux", 1);
    private static final List<PolicyRef> MODULES = List.of(
            Paradox.REF,
            Eclipse.REF,
            STARDUST,
            Lattice.REF,
            Horizon.REF,
            Pantheon.REF,
            Chorus.REF,
            HALOLUX,
            Zenith.REF,
            Placing.REF);

    private final WorkQueues queues;
    private final ObjectProvider<ReadinessCheck> checks;

    StatusController(WorkQueues queues, ObjectProvider<ReadinessCheck> checks) {
        this.queues = queues;
        this.checks = checks;
    }

    /**
     * How the pipeline does.
     *
     * @param workers by name: {@code scraper}, {@code analyzer}, {@code editor}, {@code uploader}, {@code scheduler}
     * @param queues by kind of job: {@code scrape}, {@code analyze}, {@code edit}, {@code upload}, {@code schedule}
     * @param database the store of everything
     * @param cognitiveLayer the modules that decide
     */
    record SystemStatus(
            Map<String, WorkerStatus> workers,
            Map<String, QueueStatus> queues,
            DatabaseStatus database,
            CognitiveStatus cognitiveLayer) {}

    /**
     * A worker.
     *
     * @param status {@code SATURATED} while its queue is full, else {@code RUNNING} while it is at jobs, else {@code IDLE}; {@code
     *     UNKNOWN} while the database is away
     * @param queueDepth how many jobs wait for it; null while nobody knows
     * @param running how many it is at; null while nobody knows
     */
    record WorkerStatus(
            String status,
            @Nullable Integer queueDepth,
            @Nullable Integer running) {
        private static WorkerStatus of(ContentQueues.@Nullable Depth queue) {
            if (queue == null) {
                return new WorkerStatus("UNKNOWN", null, null);
            }
            String otherwise = queue.running() > 0 ? "RUNNING" : "IDLE";
            return new WorkerStatus(queue.isSaturated() ? "SATURATED" : otherwise, queue.waiting(), queue.running());
        }
    }

    /**
     * A queue.
     *
     * @param depth how many jobs wait in it; null while nobody knows
     * @param threshold from how many on requests that feed it are turned away; null while nobody knows
     * @param saturated whether that is so now; null while nobody knows
     */
    record QueueStatus(
            @Nullable Integer depth,
            @Nullable Integer threshold,
            @Nullable Boolean saturated) {
        private static QueueStatus of(ContentQueues.@Nullable Depth queue) {
            return queue == null
                    ? new QueueStatus(null, null, null)
                    : new QueueStatus(queue.waiting(), queue.threshold(), queue.isSaturated());
        }
    }

    /**
     * The database.
     *
     * @param status {@code ok} or {@code failed}
     */
    record DatabaseStatus(String status) {}

    /**
     * The modules.
     *
     * @param status {@code ok}, or {@code degraded} while one of them isn't
     * @param modules the version of each module's policy, by its name; of {@code stardust} that of its packets, of {@code halolux} that of
     *     its insights
     * @param states how each module does: {@code ok} or {@code failed}. Those that decide are pure and have nothing that could be away;
     *     {@code stardust} has failed while the ledger is no continuation of what it was, {@code halolux} while the store can't be read
     */
    record CognitiveStatus(String status, Map<String, Integer> modules, Map<String, String> states) {}

    /** How workers, queues, database and the modules that decide do. */
    @Access(scope = Scope.CONTENT, rate = RateCategory.CONTENT)
    @GetMapping("/v1/system/status")
    SystemStatus status() {
        Map<String, WorkerStatus> workers = new LinkedHashMap<>();
        Map<String, QueueStatus> waiting = new LinkedHashMap<>();
        for (JobKind kind : JobKind.values()) {
            ContentQueues.Depth queue = queue(kind);
            workers.put(worker(kind), WorkerStatus.of(queue));
            waiting.put(kind.wireName(), QueueStatus.of(queue));
        }
        String database = stateOf("database");
        return new SystemStatus(workers, waiting, new DatabaseStatus(database), modules(database, stateOf("ledger")));
    }

    /** Null while the database is away: that is a state to be shown, and no reason to show nothing. */
    private ContentQueues.@Nullable Depth queue(JobKind kind) {
        try {
            return queues.of(kind);
        } catch (DataAccessException away) {
            LOG.debug("The queues can't be counted.", away);
            return null;
        }
    }

    private String stateOf(String name) {
        for (ReadinessCheck check : checks) {
            if (check.name().equals(name)) {
                return state(check);
            }
        }
        return OK;
    }

    private static String state(ReadinessCheck check) {
        try {
            return check.check().ready() ? OK : "failed";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "failed";
        } catch (Exception failed) {
            LOG.debug("What {} looks at doesn't answer.", check.name(), failed);
            return "failed";
        }
    }

    private static CognitiveStatus modules(String database, String ledger) {
        Map<String, Integer> versions = new LinkedHashMap<>();
        MODULES.forEach(module -> versions.put(module.name(), module.version()));
        Map<String, String> states = new LinkedHashMap<>();
        versions.keySet().forEach(module -> states.put(module, OK));
        states.put(STARDUST.name(), ledger);
        states.put(HALOLUX.name(), database);
        boolean well = states.values().stream().allMatch(OK::equals);
        return new CognitiveStatus(well ? OK : "degraded", versions, states);
    }

    private static String worker(JobKind kind) {
        return switch (kind) {
            case SCRAPE -> "scraper";
            case ANALYZE -> "analyzer";
            case EDIT -> "editor";
            case UPLOAD -> "uploader";
            case SCHEDULE -> "scheduler";
        };
    }
}
