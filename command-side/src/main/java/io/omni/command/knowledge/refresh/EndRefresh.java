package io.omni.command.knowledge.refresh;

import io.omni.command.Command;
import io.omni.events.knowledge.RefreshId;

/**
 * Ends a refresh and gives the right to refresh back.
 *
 * @param refreshId the refresh
 */
public record EndRefresh(RefreshId refreshId) implements Command {

    @Override
    public String aggregateId() {
        return refreshId.value();
    }
}
