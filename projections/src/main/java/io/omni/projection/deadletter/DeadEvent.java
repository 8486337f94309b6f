package io.omni.projection.deadletter;

/**
 * An event to be put aside.
 *
 * @param eventId names it
 * @param sequenceId what it happened to
 * @param version its place in that sequence, from 1
 * @param position its place among all events
 * @param type its wire name
 */
public record DeadEvent(String eventId, String sequenceId, long version, long position, String type) {}
