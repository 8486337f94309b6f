package io.omni.command.content.work;

import io.omni.command.work.StagedWork;
import io.omni.command.work.WorkTable;
import io.omni.events.content.JobKind;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The queues of the content pipeline: one for each kind of job, and one for what is done in a moment. */
@Component
public class ContentQueues {
    /** The queue of what is done in a moment. */
    static final String CHORES = "content_tasks";

    private final JdbcTemplate jdbc;
    private final Map<JobKind, WorkTable> tables = new EnumMap<>(JobKind.class);
    private final Map<JobKind, StagedWork> staged = new EnumMap<>(JobKind.class);
    private final WorkTable chores;
    private final StagedWork stagedChores;
    private final Map<String, Runnable> listeners = new ConcurrentHashMap<>();
    private final ContentSettings settings;

    ContentQueues(
            @Qualifier("processingDataSource") DataSource processing,
            @Qualifier("eventMapper") JsonMapper json,
            ContentSettings settings) {
        this.jdbc = new JdbcTemplate(processing);
        this.settings = settings;
        this.chores = new WorkTable(processing, json, CHORES);
        this.stagedChores = new StagedWork(chores, () -> wake(CHORES));
        for (JobKind kind : worked()) {
            WorkTable table = new WorkTable(processing, json, table(kind));
            tables.put(kind, table);
            staged.put(kind, new StagedWork(table, () -> wake(table(kind))));
        }
    }

    /**
     * How full a queue is.
     *
     * @param waiting jobs that are due and not begun
     * @param running jobs at work, on any node
     * @param threshold from how many waiting on requests that add to them are turned away
     * @param atOnce how many this node does at a time
     */
    public record Depth(int waiting, int running, int threshold, int atOnce) {

        /** Whether requests that add to it are to be turned away. */
        public boolean isSaturated() {
            return waiting >= threshold;
        }
    }

    /** How full the queue of a kind is. */
    public Depth depth(JobKind kind) {
        boolean schedule = kind == JobKind.SCHEDULE;
        String condition = schedule ? " WHERE task_name IN ('" + Chore.PLACE + "', '" + Chore.FINISH + "')" : "";
        return Objects.requireNonNull(jdbc.queryForObject(
                "SELECT count(*) FILTER (WHERE NOT picked AND execution_time <= now()), count(*) FILTER (WHERE picked)"
                        + " FROM " + (schedule ? CHORES : table(kind)) + condition,
                (row, _) -> new Depth(row.getInt(1), row.getInt(2), settings.queueThreshold(), settings.atOnce(kind))));
    }

    /** The kinds that have a queue of their own. */
    static List<JobKind> worked() {
        return List.of(JobKind.SCRAPE, JobKind.ANALYZE, JobKind.EDIT, JobKind.UPLOAD);
    }

    static String table(JobKind kind) {
        return "content_" + kind.wireName() + "_tasks";
    }

    /** Stages an attempt at a job with the batch of events under way. */
    void stage(JobKind kind, JobWork work, Instant at, int priority) {
        stage(kind, work, work.instanceId(), at, priority);
    }

    /** The same under a name of its own, where the attempt may lie in the queue for another time. */
    void stage(JobKind kind, JobWork work, String instance, Instant at, int priority) {
        Objects.requireNonNull(staged.get(kind)).stage(new WorkTable.Due(JobWork.NAME, instance, work, at, priority));
    }

    /** Puts an attempt that was lost from its queue there again. */
    void add(JobKind kind, JobWork work, Instant at, int priority) {
        workTable(kind).add(List.of(new WorkTable.Due(JobWork.NAME, work.instanceId(), work, at, priority)));
        wake(table(kind));
    }

    /** Stages something that is done in a moment with the batch of events under way. */
    void stage(String name, Chore chore, Instant at) {
        stagedChores.stage(new WorkTable.Due(name, chore.cause(), chore, at));
    }

    /** Takes something that needn't be done any more out of the queue. */
    void remove(String name, String cause) {
        chores.remove(name, cause);
    }

    /** The attempts that a node holds. */
    List<JobWork> heldBy(JobKind kind, String node) {
        return workTable(kind).heldBy(node, JobWork.NAME, JobWork.class);
    }

    /** Gives back what a node holds in a queue: an attempt that is over is dropped by whoever takes it up. */
    void giveBack(JobKind kind, String node) {
        workTable(kind).release(node);
    }

    /** Gives back the chores that a node holds. */
    void releaseChores(String node) {
        chores.release(node);
    }

    /** Who is told that there is something to do in a queue. */
    void listen(String table, Runnable listener) {
        listeners.put(table, listener);
    }

    /** The queue of a kind. */
    WorkTable workTable(JobKind kind) {
        return Objects.requireNonNull(tables.get(kind));
    }

    private void wake(String table) {
        listeners.getOrDefault(table, () -> {}).run();
    }
}
