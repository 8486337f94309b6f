package io.omni.events.content;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.omni.events.id.Hashes;
import io.omni.events.id.Ids;

/**
 * Names a clip. Derived from the video and where it begins and ends, so that finding it again finds the same one.
 *
 * @param value {@code clip_} and a suffix of 1 to 40 of {@code [0-9a-z]}
 */
public record ClipId(@JsonValue String value) {
    private static final String PREFIX = "clip";
    private static final int DIGITS = 40;

    /** @throws IllegalArgumentException when the text is no such id */
    @JsonCreator
    public ClipId {
        Ids.require(PREFIX, value);
    }

    /** The clip between these seconds of a video. */
    public static ClipId of(VideoId video, double start, double end) {
        return new ClipId(PREFIX + "_"
                + Hashes.sha256(video.value() + "\n" + start + "\n" + end).substring(0, DIGITS));
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
