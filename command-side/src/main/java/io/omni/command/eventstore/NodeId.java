package io.omni.command.eventstore;

/**
 * Names this process among those that share the database. The name is kept in the data folder, which only one process uses at a time,
 * so a process that comes back after a crash takes up at once what it held before.
 *
 * @param value 1 to 50 characters
 */
public record NodeId(String value) {}
