package io.omni.query.service;

import java.util.List;

/**
 * One service as it is now, with its surroundings.
 *
 * @param reading how it is
 * @param board all services at the same moment
 * @param metrics what the probes of the last 24 hours found
 * @param recentEvents its newest events, the newest first
 */
public record ServiceDetail(
        ServiceReading reading,
        ServiceBoard.Snapshot board,
        ServiceMetrics metrics,
        List<RecordedServiceEvent> recentEvents) {}
