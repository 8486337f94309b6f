package io.omni.query.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of incidents, newest first.
 *
 * @param incidents the incidents
 * @param nextCursor where the next page begins; null at the end
 */
public record IncidentPage(
        List<Incident> incidents, @Nullable String nextCursor) {}
