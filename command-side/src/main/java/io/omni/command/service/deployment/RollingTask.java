package io.omni.command.service.deployment;

import java.util.Map;

/**
 * A rolling restart, as it lies in the work queue.
 *
 * @param rollingId the rolling restart
 * @param origin the metadata of the event that it follows from; goes into the events that it leads to
 */
record RollingTask(String rollingId, Map<String, String> origin) {
    /** The name of these tasks in the queue. */
    static final String NAME = "rolling-restart";
}
