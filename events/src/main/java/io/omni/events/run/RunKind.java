package io.omni.events.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** The kinds of runs that durable tasks move. */
public enum RunKind {
    /** A pipeline. */
    PIPELINE,
    /** An execution of a workflow. */
    EXECUTION,
    /** The firings of a workflow's schedule. */
    SCHEDULE,
    /** A refresh of the knowledge layer. */
    REFRESH,
    /** A restart of a service. */
    RESTART,
    /** A restart of several services, one after the other. */
    ROLLING_RESTART,
    /** A scrape of a content project's creator. */
    SCRAPE,
    /** An analysis of a video. */
    ANALYSIS,
    /** An edit of a clip. */
    EDIT,
    /** An upload of a clip. */
    UPLOAD;

    /** How it is written. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when there is no such kind */
    @JsonCreator
    public static RunKind of(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of run: " + wireName));
    }
}
