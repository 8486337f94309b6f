package io.omni.command.service.deployment;

import java.util.Map;

/**
 * A restart, as it lies in the work queue.
 *
 * @param service the service's catalogue name
 * @param restartId the restart
 * @param origin the metadata of the event that it follows from; goes into the events that it leads to
 */
record RestartTask(String service, String restartId, Map<String, String> origin) {
    /** The name of these tasks in the queue. */
    static final String NAME = "service-restart";
}
