package io.omni.query.service;

import io.omni.events.service.ServiceName;
import io.omni.events.service.ServiceState;
import io.omni.events.service.ServiceStatus;
import java.util.List;
import java.util.Map;

/**
 * One service as it was.
 *
 * @param state its events up to then, folded
 * @param dependencies how what it depended on was; what wasn't there then is missing
 * @param recentEvents its newest events up to then, the newest first
 */
public record PastService(
        ServiceState state, Map<ServiceName, ServiceStatus> dependencies, List<RecordedServiceEvent> recentEvents) {}
