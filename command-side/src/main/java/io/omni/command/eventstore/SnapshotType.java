package io.omni.command.eventstore;

import io.omni.events.EventType;

/**
 * How an aggregate's snapshots are named where they are stored. A snapshot of an older revision is ignored, and the aggregate replayed.
 *
 * @param type wire name, revision and the aggregate's class
 */
public record SnapshotType(EventType type) {}
