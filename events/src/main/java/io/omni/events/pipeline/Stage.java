package io.omni.events.pipeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** One of the eight stages. The order of the constants is the order in which a pipeline runs them. */
public enum Stage {
    /** Clones the repository, records what is in it and indexes it. */
    INGEST,
    /** Retrieves, ranks and packs the context for the task. */
    ENRICH,
    /** Asks a code generator for a patch. */
    GENERATE,
    /** Checks the patch: applies, compiles, holds no secrets, touches nothing forbidden. */
    VALIDATE,
    /** Runs the project's own tests on the patched code. */
    TEST,
    /** Commits the patch and pushes it on a branch of its own. */
    DEPLOY,
    /** Watches the affected services for a while. */
    MONITOR,
    /** Writes the outcome back to the knowledge layer. */
    LEARN;

    /** The name in JSON: lower case. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The value with this wire name.
     *
     * @throws IllegalArgumentException when there is none
     */
    @JsonCreator
    public static Stage of(String wireName) {
        for (Stage value : values()) {
            if (value.wireName().equals(wireName)) {
                return value;
            }
        }
        throw new IllegalArgumentException("unknown value '" + wireName + "'");
    }
}
