package io.omni.command.knowledge.refresh;

import io.omni.command.Command;
import io.omni.events.knowledge.RefreshId;
import io.omni.events.pipeline.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Says what came of one source of a refresh; a second report about the same source changes nothing.
 *
 * @param refreshId the refresh
 * @param source the source
 * @param action what was done; null when it failed
 * @param problem why it failed; null when it didn't
 */
public record ReportSource(
        RefreshId refreshId,
        String source,
        @Nullable String action,
        @Nullable Problem problem) implements Command {

    @Override
    public String aggregateId() {
        return refreshId.value();
    }
}
