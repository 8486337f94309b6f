package io.omni.command.knowledge.refresh;

import io.omni.command.Command;
import io.omni.events.knowledge.RefreshId;
import java.util.List;

/**
 * Says what a refresh works on; a second plan changes nothing.
 *
 * @param refreshId the refresh
 * @param sources the sources, in order
 */
public record PlanRefresh(RefreshId refreshId, List<String> sources) implements Command {
    /** Keeps its own copy. */
    public PlanRefresh {
        sources = List.copyOf(sources);
    }

    @Override
    public String aggregateId() {
        return refreshId.value();
    }
}
