package io.omni.query.content;

/**
 * How many jobs of a kind have not ended.
 *
 * @param waiting how many wait to be begun, now or after a failure
 * @param running how many are at work
 */
public record QueueCount(int waiting, int running) {
    /** None. */
    public static final QueueCount EMPTY = new QueueCount(0, 0);
}
