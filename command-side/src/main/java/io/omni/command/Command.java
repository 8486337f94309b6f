package io.omni.command;

/** Asks the platform to change. Every mutation is one. */
public interface Command {

    /** The aggregate that decides on it. */
    String aggregateId();
}
