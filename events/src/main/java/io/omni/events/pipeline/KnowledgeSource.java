package io.omni.events.pipeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A knowledge source that enriches a task. */
public enum KnowledgeSource {
    /** The pattern graph, asked through the GraphRAG API. */
    NEO4J,
    /** The vector store. */
    QDRANT,
    /** The wiki. */
    WIKI;

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
    public static KnowledgeSource of(String wireName) {
        for (KnowledgeSource value : values()) {
            if (value.wireName().equals(wireName)) {
                return value;
            }
        }
        throw new IllegalArgumentException("unknown value '" + wireName + "'");
    }
}
