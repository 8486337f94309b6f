package io.omni.command.knowledge.refresh;

import io.omni.command.Command;
import java.util.List;

/**
 * Says how fresh the sources of knowledge are; what has changed becomes events.
 *
 * @param sources every source that is watched
 */
public record ReportFreshness(List<WatchedSource> sources) implements Command {

    @Override
    public String aggregateId() {
        return KnowledgeLayer.ID;
    }
}
