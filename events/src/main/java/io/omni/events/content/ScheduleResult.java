package io.omni.events.content;

/**
 * What a run of the scheduler brought.
 *
 * @param considered uploads it looked at
 * @param updated uploads whose time changed
 */
public record ScheduleResult(int considered, int updated) implements JobResult {}
