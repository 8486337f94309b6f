package io.omni.command.content;

import io.omni.command.Refusal;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.eventstore.NodeId;
import io.omni.events.content.ContentJobState;
import io.omni.events.content.JobId;
import io.omni.events.content.ScheduleResult;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Runs the scheduler: lets a run begin, which another one has to wait for, then lets it place. */
@Component
public class Scheduling {
    private final CommandDispatcher commands;
    private final ContentReader content;
    private final String node;

    Scheduling(CommandDispatcher commands, ContentReader content, NodeId node) {
        this.commands = commands;
        this.content = content;
        this.node = node.value();
    }

    /**
     * Places, durably, before it returns. A run that dies in between is finished by whichever node finds it in the queue.
     *
     * @throws Refusal with {@code SCHEDULER_BUSY} while another run is under way, {@code PROJECT_NOT_FOUND}
     */
    public ScheduleResult run(RunSchedule command, Map<String, String> metaData) {
        commands.send(command, metaData);
        finish(command.jobId(), metaData);
        return content.job(command.jobId())
                .map(ContentJobState::result)
                .map(ScheduleResult.class::cast)
                .orElse(new ScheduleResult(0, 0));
    }

    /** Lets a run place that was begun. */
    public void finish(JobId run, Map<String, String> metaData) {
        if (content.job(run).isPresent()) {
            commands.send(new FinishSchedule(run, node), metaData);
        }
    }
}
