package io.omni.command.pipeline.work;

import io.omni.command.pipeline.StageFailure;
import io.omni.command.pipeline.StageResult;
import io.omni.events.pipeline.Stage;
import java.time.Duration;
import java.util.Set;

/**
 * Does the work of one stage. There is one executor per stage.
 *
 * <p>An executor is idempotent: it may be run again for the same pipeline after a crash at any of its lines, on another machine,
 * with an empty workspace, and must then come to the same effect once. It reads its input from the context and from artifacts,
 * never from what an earlier run left in memory. It answers an interrupt within a second.
 */
public interface StageExecutor {

    /** The stage whose work this is. */
    Stage stage();

    /** The longest that one attempt may take. */
    Duration timeout();

    /** The managed services that it calls, by their catalogue names; none when it calls none, or which ones shows only as it works. */
    default Set<String> services() {
        return Set.of();
    }

    /**
     * Does the work.
     *
     * @return what the stage found and made
     * @throws StageFailure when it could not be done
     * @throws InterruptedException when it was told to stop, or its time is up
     */
    StageResult execute(StageContext context) throws StageFailure, InterruptedException;
}
