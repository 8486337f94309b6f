package io.omni.events.service.deployment;

import io.omni.events.service.AboutService;

/**
 * One service of a rolling restart was restarted.
 *
 * @param rollingId the rolling restart
 * @param service the service
 * @param restartId its restart
 */
public record RollingRestartProgressed(String rollingId, String service, String restartId)
        implements RollingRestartEvent, AboutService {

    @Override
    public String serviceName() {
        return service;
    }
}
