package io.omni.events.content;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.omni.events.id.Hashes;
import io.omni.events.id.Ids;

/**
 * Names a video. Derived from its project and its bytes, so that the same bytes are one video of a project however often they are scraped.
 *
 * @param value {@code vid_} and a suffix of 1 to 40 of {@code [0-9a-z]}
 */
public record VideoId(@JsonValue String value) {
    private static final String PREFIX = "vid";
    private static final int DIGITS = 40;

    /** @throws IllegalArgumentException when the text is no such id */
    @JsonCreator
    public VideoId {
        Ids.require(PREFIX, value);
    }

    /** The video of these bytes in a project. */
    public static VideoId of(ProjectId project, String sha256) {
        return new VideoId(
                PREFIX + "_" + Hashes.sha256(project.value() + "\n" + sha256).substring(0, DIGITS));
    }

    /** Whether a text from outside has the form of such an id. */
    public static boolean isValid(String text) {
        return Ids.isValid(PREFIX, text);
    }

    @Override
    public String toString() {
        return value;
    }
}
