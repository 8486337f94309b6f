package io.omni.command.knowledge.refresh;

import io.omni.events.knowledge.RefreshId;
import java.util.Map;

/**
 * A refresh to run, or to go on with.
 *
 * @param refreshId the refresh
 * @param origin the metadata of the event that it follows from
 */
record RefreshTask(RefreshId refreshId, Map<String, String> origin) {
    /** The name of these tasks in the queue. */
    static final String NAME = "knowledge-refresh";
}
