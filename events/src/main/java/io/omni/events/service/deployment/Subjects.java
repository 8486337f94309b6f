package io.omni.events.service.deployment;

import io.omni.events.service.AboutService;

/** What events happened to, as the world outside knows it. */
public final class Subjects {
    private Subjects() {}

    /**
     * The public id of what an event happened to. It is its aggregate's id, but nobody knows the id of a service's deployment: restarts and
     * changes of configuration happen to the service, and go by its name.
     *
     * @param aggregateId the id of the event's aggregate
     * @param event the event itself
     */
    public static String of(String aggregateId, Object event) {
        return event instanceof AboutService about
                        && DeploymentId.of(about.serviceName()).value().equals(aggregateId)
                ? about.serviceName()
                : aggregateId;
    }
}
