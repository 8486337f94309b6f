package io.omni.command;

import java.util.List;

/**
 * A command was refused by a rule; nothing changed. The edge turns the code into an HTTP status.
 */
public final class Refusal extends RuntimeException {
    private final String code;
    private final transient List<Detail> details;

    /**
     * Says what rule refused, and what the caller can do.
     *
     * @param code stable, in upper snake case, for example {@code PIPELINE_RUNNING}
     * @param message one sentence for the caller
     * @param details what the refusal is about; may be empty
     */
    public Refusal(String code, String message, Detail... details) {
        super(message, null, false, false);
        this.code = code;
        this.details = List.of(details);
    }

    /** The stable code. */
    public String code() {
        return code;
    }

    /** What the refusal is about. */
    public List<Detail> details() {
        return details;
    }

    /**
     * One thing that a refusal is about.
     *
     * @param field the field or the kind of thing, for example {@code pipeline_id}
     * @param message its value, or a sentence about it
     */
    public record Detail(String field, String message) {}
}
