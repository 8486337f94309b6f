package io.omni.command.pipeline.work;

/**
 * How much work this node takes.
 *
 * @param threads how many stages it runs at a time; 0 when it takes none. Default 8
 */
public record WorkSettings(int threads) {}
