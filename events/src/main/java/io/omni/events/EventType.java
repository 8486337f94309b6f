package io.omni.events;

/**
 * How one event record is named where it is stored and sent.
 *
 * @param wireName its stable name, for example {@code pipeline.stage.completed}
 * @param revision the revision of its JSON shape; raised with every change that old readers would not understand
 * @param payloadType the record
 */
public record EventType(String wireName, int revision, Class<?> payloadType) {}
