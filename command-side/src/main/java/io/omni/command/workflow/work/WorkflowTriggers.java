package io.omni.command.workflow.work;

import io.omni.events.workflow.Trigger;
import io.omni.events.workflow.TriggerType;
import io.omni.events.workflow.WorkflowDefinition;
import io.omni.events.workflow.WorkflowId;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What each workflow that is there waits for: {@code workflow_trigger}, kept in the order of the events. */
@Component
public class WorkflowTriggers {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration STEP = Duration.ofMillis(4);

    private final JdbcTemplate writing;
    private final JdbcTemplate reading;
    private final JsonMapper json;

    WorkflowTriggers(
            @Qualifier("processingDataSource") DataSource processing,
            DataSource web,
            @Qualifier("eventMapper") JsonMapper json) {
        this.writing = new JdbcTemplate(processing);
        this.reading = new JdbcTemplate(web);
        this.json = json;
    }

    /**
     * A workflow that waits for something.
     *
     * @param workflowId the workflow
     * @param trigger what it waits for
     * @param since since when; what happened before doesn't start it
     */
    public record Listening(WorkflowId workflowId, Trigger trigger, Instant since) {}

    /** The active workflows that wait for this hook. */
    public List<Listening> forHook(String event) {
        return read(reading, TriggerType.WEBHOOK, event);
    }

    /**
     * Waits until the trigger of this version listens, at most five seconds: whoever is told that a workflow is there can rely on it.
     */
    public void await(WorkflowId id, int version) {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        try {
            while (System.nanoTime() < deadline && known(id) < version) {
                TimeUnit.NANOSECONDS.sleep(STEP.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The active workflows that wait for events of the platform. */
    List<Listening> forEvents() {
        return read(writing, TriggerType.EVENT, null);
    }

    /** The active workflows with a schedule, in the order of their ids. */
    List<String> schedules(String after, int limit) {
        return writing.queryForList(
                "SELECT workflow_id FROM workflow_trigger WHERE active AND trigger_type = ? AND workflow_id > ?"
                        + " ORDER BY workflow_id LIMIT ?",
                String.class,
                TriggerType.SCHEDULE.wireName(),
                after,
                limit);
    }

    void put(WorkflowId id, int version, WorkflowDefinition definition, Instant since) {
        writing.update(
                "INSERT INTO workflow_trigger (workflow_id, definition_version, trigger_type, event, active, document,"
                        + " since) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (workflow_id) DO UPDATE SET"
                        + " definition_version = excluded.definition_version, trigger_type = excluded.trigger_type,"
                        + " event = excluded.event, active = excluded.active, document = excluded.document,"
                        + " since = excluded.since",
                id.value(),
                version,
                definition.trigger().type().wireName(),
                definition.trigger().event(),
                definition.active(),
                json.writeValueAsString(definition.trigger()),
                Timestamp.from(since));
    }

    void remove(WorkflowId id) {
        writing.update("DELETE FROM workflow_trigger WHERE workflow_id = ?", id.value());
    }

    private int known(WorkflowId id) {
        return reading
                .query(
                        "SELECT definition_version FROM workflow_trigger WHERE workflow_id = ?",
                        (row, _) -> row.getInt(1),
                        id.value())
                .stream()
                .findFirst()
                .orElse(0);
    }

    private List<Listening> read(JdbcTemplate jdbc, TriggerType type, @Nullable String event) {
        String sql = "SELECT workflow_id, document, since FROM workflow_trigger WHERE active AND trigger_type = ?"
                + (event == null ? "" : " AND event = ?") + " ORDER BY workflow_id";
        Object[] arguments = event == null ? new Object[] {type.wireName()} : new Object[] {type.wireName(), event};
        return jdbc.query(
                sql,
                (row, _) -> new Listening(
                        new WorkflowId(row.getString(1)),
                        json.readValue(row.getString(2), Trigger.class),
                        row.getTimestamp(3).toInstant()),
                arguments);
    }
}
