package io.omni.command.service.deployment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a running container still is as the last restart left it.
 *
 * @param status whether it is
 * @param reason why that isn't known; null when it is
 * @param differences where it isn't
 */
public record Drift(Status status, @Nullable String reason, List<Difference> differences) {

    /** Keeps its own copy. */
    public Drift {
        differences = List.copyOf(differences);
    }

    /** Whether there is any. */
    public enum Status {
        /** The container is as recorded. */
        NONE,
        /** Somebody changed it, or made it anew. */
        DRIFTED,
        /** The container engine doesn't say. */
        UNKNOWN
    }

    /**
     * One difference. Secrets are shown as {@code ***}.
     *
     * @param field for example {@code environment.MAX_TOKENS} or {@code resources.memory_limit}
     * @param recorded what the last restart applied
     * @param running what the container has; null when it has none
     */
    public record Difference(
            String field, String recorded, @Nullable String running) {}
}
