package io.omni.query.workflow;

import io.omni.events.workflow.ExecutionEvent;
import io.omni.events.workflow.ExecutionId;
import io.omni.events.workflow.ExecutionState;
import io.omni.events.workflow.ExecutionStatus;
import io.omni.events.workflow.StepRetryScheduled;
import io.omni.events.workflow.StepStarted;
import io.omni.events.workflow.WorkflowEvent;
import io.omni.events.workflow.WorkflowId;
import io.omni.events.workflow.WorkflowState;
import io.omni.query.Counts;
import io.omni.query.Cursor;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers questions about workflows and executions. An id that was given out is never missing here. */
@Service
public class WorkflowQueries {
    private static final String WORKFLOWS = "workflows";
    private static final String EXECUTIONS = "executions";
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
    private static final String AFTER_EVERY_ID = "~";

    private final JdbcTemplate jdbc;
    private final EventStore events;
    private final JsonMapper json;

    WorkflowQueries(DataSource dataSource, EventStore events, @Qualifier("eventMapper") JsonMapper json) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.events = events;
        this.json = json;
    }

    /** A workflow as it is defined now; empty when there is none, or it is deleted. */
    public Optional<WorkflowState> workflow(WorkflowId id) {
        return workflowAt(id, null).filter(state -> !state.deleted());
    }

    /**
     * A workflow as one of its versions defined it, also of one that is deleted.
     *
     * @param version the definition's version; null for the newest
     */
    public Optional<WorkflowState> workflowAt(WorkflowId id, @Nullable Integer version) {
        WorkflowState state = null;
        DomainEventStream history = events.readEvents(id.value(), 0);
        while (history.hasNext()) {
            DomainEventMessage<?> message = history.next();
            if (message.getPayload() instanceof WorkflowEvent event) {
                WorkflowState next = WorkflowState.evolve(state, event, message.getTimestamp());
                if (version != null && next.definitionVersion() > version) {
                    break;
                }
                state = next;
            }
        }
        return state != null && version != null && state.definitionVersion() != version
                ? Optional.empty()
                : Optional.ofNullable(state);
    }

    /**
     * A page of the workflows that are there, newest first.
     *
     * @throws io.omni.query.BadCursor when the cursor is none of this list
     */
    public WorkflowPage workflows(int limit, @Nullable String cursor) {
        Cursor after = cursor == null ? null : Cursor.read(WORKFLOWS, 2, cursor);
        List<WorkflowState> found = jdbc.query(
                "SELECT state FROM workflow_view WHERE NOT deleted AND (created_at, workflow_id) < (?, ?)"
                        + " ORDER BY created_at DESC, workflow_id DESC LIMIT ?",
                (row, _) -> json.readValue(row.getString(1), WorkflowState.class),
                (after == null ? LATEST : after.instant(0)).atOffset(ZoneOffset.UTC),
                after == null ? AFTER_EVERY_ID : after.text(1),
                limit + 1);
        List<WorkflowState> page = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit
                ? Cursor.write(
                        WORKFLOWS, page.getLast().createdAt(), page.getLast().workflowId())
                : null;
        return new WorkflowPage(page, next);
    }

    /** How many workflows there are. */
    public long countWorkflows() {
        return Counts.of(jdbc, "SELECT count(*) FROM workflow_view WHERE NOT deleted");
    }

    /** An execution as it stands. */
    public Optional<ExecutionState> execution(ExecutionId id) {
        List<ExecutionState> found = jdbc.query(
                "SELECT state FROM execution_view WHERE execution_id = ?",
                (row, _) -> json.readValue(row.getString(1), ExecutionState.class),
                id.value());
        return found.isEmpty() ? standing(id).map(ExecutionStanding::state) : Optional.of(found.getFirst());
    }

    /**
     * A page of a workflow's executions, newest first.
     *
     * @param status only those with this status; null for all
     * @throws io.omni.query.BadCursor when the cursor is none of this list
     */
    public ExecutionPage executions(
            WorkflowId workflow, @Nullable ExecutionStatus status, int limit, @Nullable String cursor) {
        Cursor after = cursor == null ? null : Cursor.read(EXECUTIONS, 2, cursor);
        List<Object> arguments = new ArrayList<>();
        arguments.add(workflow.value());
        arguments.add((after == null ? LATEST : after.instant(0)).atOffset(ZoneOffset.UTC));
        arguments.add(after == null ? AFTER_EVERY_ID : after.text(1));
        if (status != null) {
            arguments.add(status.wireName());
        }
        arguments.add(limit + 1);
        List<Listed> found = jdbc.query(
                "SELECT overview, created_at, execution_id FROM execution_view WHERE workflow_id = ?"
                        + " AND (created_at, execution_id) < (?, ?)" + (status == null ? "" : " AND status = ?")
                        + " ORDER BY created_at DESC, execution_id DESC LIMIT ?",
                (row, _) -> new Listed(
                        json.readTree(row.getString(1)), row.getTimestamp(2).toInstant(), row.getString(3)),
                arguments.toArray());
        List<Listed> page = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit
                ? Cursor.write(
                        EXECUTIONS, page.getLast().createdAt(), page.getLast().id())
                : null;
        return new ExecutionPage(page.stream().map(Listed::overview).toList(), next);
    }

    /**
     * How many executions a workflow has.
     *
     * @param status only those with this status; null for all
     */
    public long countExecutions(WorkflowId workflow, @Nullable ExecutionStatus status) {
        String all = "SELECT count(*) FROM execution_view WHERE workflow_id = ?";
        return status == null
                ? Counts.of(jdbc, all, workflow.value())
                : Counts.of(jdbc, all + " AND status = ?", workflow.value(), status.wireName());
    }

    /** Where an execution stands at this moment, and since when, from the event store; empty when there is no such execution. */
    public Optional<ExecutionStanding> standing(ExecutionId id) {
        ExecutionState state = null;
        Instant since = Instant.EPOCH;
        Map<String, Instant> stepsSince = new HashMap<>();
        DomainEventStream history = events.readEvents(id.value(), 0);
        while (history.hasNext()) {
            DomainEventMessage<?> message = history.next();
            if (message.getPayload() instanceof ExecutionEvent event) {
                since = message.getTimestamp();
                state = ExecutionState.evolve(state, event, since);
                if (event instanceof StepStarted started) {
                    stepsSince.put(started.step(), since);
                } else if (event instanceof StepRetryScheduled retry) {
                    stepsSince.put(retry.step(), since);
                }
            }
        }
        return state == null ? Optional.empty() : Optional.of(new ExecutionStanding(state, since, stepsSince));
    }

    private record Listed(JsonNode overview, Instant createdAt, String id) {}
}
