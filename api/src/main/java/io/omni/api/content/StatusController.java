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
    private static final List<PolicyRef> MODULES = List.of(
            Paradox.REF, Eclipse.REF, Lattice.REF, Horizon.REF, Pantheon.REF, Chorus.REF, Placing.REF, Zenith.REF);

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
     * @param status always {@code ok}: they are pure and have nothing that could be away
     * @param modules the version of each module's policy, by its name
     */
    record CognitiveStatus(String status, Map<String, Integer> modules) {}

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
        return new SystemStatus(workers, waiting, new DatabaseStatus(database()), new CognitiveStatus("ok", modules()));
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

    private String database() {
        for (ReadinessCheck check : checks) {
            if (check.name().equals("database")) {
                return state(check);
            }
        }
        return "ok";
    }

    private static String state(ReadinessCheck check) {
        try {
            return check.check().ready() ? "ok" : "failed";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "failed";
        } catch (Exception failed) {
            LOG.debug("The database doesn't answer.", failed);
            return "failed";
        }
    }

    private static Map<String, Integer> modules() {
        Map<String, Integer> versions = new LinkedHashMap<>();
        MODULES.forEach(module -> versions.put(module.name(), module.version()));
        return versions;
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
