package io.omni.events.content.mind;

/**
 * Something that needs a slot.
 *
 * @param id what {@link Placed} calls it
 * @param channel where it goes
 * @param category its category in the content mix
 * @param priority 0 to 1; higher goes first
 * @param tieBreak orders those of the same priority; derived from content alone, so that it is the same in every run
 */
public record Pending(String id, String channel, String category, double priority, String tieBreak) {}
