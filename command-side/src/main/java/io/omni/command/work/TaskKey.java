package io.omni.command.work;

/**
 * Names a task in a queue.
 *
 * @param name the kind of task
 * @param instance which one of its kind
 */
public record TaskKey(String name, String instance) {
    /** The kind, a slash, and which one. */
    @Override
    public String toString() {
        return name + "/" + instance;
    }
}
