package io.omni.command.pipeline.generate;

import io.omni.command.pipeline.work.StageContext;
import java.util.Optional;

/** Finds the patch of the iteration before. */
@FunctionalInterface
public interface PreviousPatch {

    /** The unified diff that the iteration before the context's one generated; empty when there is none. */
    Optional<String> of(StageContext context);
}
