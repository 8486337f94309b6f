package io.omni.events.content;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.omni.events.id.Hashes;
import io.omni.events.id.Ids;
import java.util.List;

/**
 * Names a job. What it does shows in its id.
 *
 * @param value {@code job_}, {@code edit_}, {@code up_} or {@code sched_}, and a suffix of 1 to 40 of {@code [0-9a-z]}
 */
public record JobId(@JsonValue String value) {
    private static final List<String> PREFIXES = List.of("job", "edit", "up", "sched");
    private static final int DIGITS = 40;

    /** @throws IllegalArgumentException when the text is no such id */
    @JsonCreator
    public JobId {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "a job's id is 'job_', 'edit_', 'up_' or 'sched_' and 1 to 40 of [0-9a-z]");
        }
    }

    /** A new id, later than every id this process made before. */
    public static JobId next(JobKind kind) {
        return new JobId(Ids.next(prefix(kind)));
    }

    /** The job of this kind that follows from a cause: the same cause gives the same id. */
    public static JobId of(JobKind kind, String cause) {
        return new JobId(prefix(kind) + "_" + Hashes.sha256(kind + "\n" + cause).substring(0, DIGITS));
    }

    /** The first part of the ids of jobs of a kind, without the underscore. */
    public static String prefix(JobKind kind) {
        return switch (kind) {
            case SCRAPE, ANALYZE -> "job";
            case EDIT -> "edit";
            case UPLOAD -> "up";
            case SCHEDULE -> "sched";
        };
    }

    /** Whether a text from outside has the form of such an id. */
    public static boolean isValid(String text) {
        return PREFIXES.stream().anyMatch(prefix -> Ids.isValid(prefix, text));
    }

    @Override
    public String toString() {
        return value;
    }
}
