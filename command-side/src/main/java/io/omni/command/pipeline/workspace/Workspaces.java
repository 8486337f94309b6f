package io.omni.command.pipeline.workspace;

import io.omni.command.pipeline.StageFailure;
import io.omni.command.pipeline.work.StageContext;
import io.omni.events.pipeline.PipelineId;
import java.util.List;

/** Makes and removes pipelines' checkouts on this machine. */
public interface Workspaces {

    /**
     * A clean checkout for a pipeline's stage: exactly the files of the base commit, whatever an earlier run left behind. The base
     * commit is the {@code commit} in the output of the first stage that recorded one; when there is none yet, the head of the
     * pipeline's branch, fetched now.
     *
     * @throws StageFailure when the repository can't be reached, or has no such branch or commit, or breaks a limit
     * @throws InterruptedException when the stage is told to stop
     */
    Workspace prepare(StageContext context) throws StageFailure, InterruptedException;

    /** The pipelines that have a checkout on this machine. */
    List<PipelineId> present();

    /** Removes a pipeline's checkout; removing one that isn't here changes nothing. */
    void discard(PipelineId pipelineId);
}
