package io.omni.command.run;

import io.omni.command.Command;
import io.omni.events.id.Ids;
import io.omni.events.run.RunKind;
import java.time.Instant;

/**
 * Says that a run stood still. The id follows from what was seen, so that it is said once, by whichever node is first.
 *
 * @param stallId names this one time
 * @param kind what kind of run
 * @param runId the run
 * @param task the task that was missing
 * @param since when it was first seen to be missing
 */
record ReportStall(String stallId, RunKind kind, String runId, String task, Instant since) implements Command {

    static ReportStall of(Suspect suspect) {
        String seed = suspect.kind().wireName() + "\n" + suspect.runId() + "\n" + suspect.task() + "\n"
                + suspect.firstSeenAt();
        return new ReportStall(
                Ids.derived("stall", suspect.firstSeenAt(), seed),
                suspect.kind(),
                suspect.runId(),
                suspect.task().toString(),
                suspect.firstSeenAt());
    }

    @Override
    public String aggregateId() {
        return stallId;
    }
}
