package io.omni.command.knowledge.refresh;

import io.omni.command.Command;
import io.omni.events.knowledge.RefreshId;
import java.util.List;

/**
 * Takes the right to refresh the knowledge layer and starts a refresh, both or neither. Refused with {@code REFRESH_RUNNING} while
 * another one runs.
 *
 * @param refreshId the refresh's id
 * @param sources what to refresh; {@code all} for everything
 * @param forceReingest whether fresh sources are ingested again too
 * @param rebuildCache whether the semantic cache is built anew
 * @param collections the collections that it is about; empty for all
 */
public record StartRefresh(
        RefreshId refreshId,
        List<String> sources,
        boolean forceReingest,
        boolean rebuildCache,
        List<String> collections)
        implements Command {

    @Override
    public String aggregateId() {
        return refreshId.value();
    }
}
