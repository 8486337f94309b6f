package io.omni.events.workflow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.omni.events.id.Hashes;
import io.omni.events.id.Ids;

/**
 * Names one delivery of a hook. Derived from what makes two deliveries the same one, so that the second meets the first.
 *
 * @param value {@code hook_} and the first 40 hex digits of a SHA-256, or a lower-case ULID
 */
public record HookId(@JsonValue String value) {
    private static final String PREFIX = "hook";
    private static final int DIGITS = 40;

    /** @throws IllegalArgumentException when the text is no such id */
    @JsonCreator
    public HookId {
        Ids.require(PREFIX, value);
    }

    /** The delivery that is known by this text. */
    public static HookId of(String identity) {
        return new HookId(PREFIX + "_" + Hashes.sha256(identity).substring(0, DIGITS));
    }

    /** A delivery that is no other's repetition. */
    public static HookId next() {
        return new HookId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
