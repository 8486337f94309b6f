package io.omni.events.content;

import io.omni.events.pipeline.JsonObjects;
import java.util.List;
import java.util.Map;

/**
 * A piece of a video that could become a clip.
 *
 * @param start seconds from the beginning of the video
 * @param end seconds from the beginning of the video; 5 to 120 after the start
 * @param confidence 0..1: how sure the analysis is that it stands by itself
 * @param tags what it is about, most telling first
 * @param transcript what is said in it; empty when nothing is known
 * @param cues its lines
 * @param features the numbers behind the confidence, by name
 */
public record Candidate(
        double start,
        double end,
        double confidence,
        List<String> tags,
        String transcript,
        List<Cue> cues,
        Map<String, Object> features) {

    /** Keeps its own copies of the collections. */
    public Candidate {
        tags = List.copyOf(tags);
        cues = List.copyOf(cues);
        features = JsonObjects.copyOf(features);
    }

    /** Its length in seconds. */
    public double seconds() {
        return end - start;
    }
}
