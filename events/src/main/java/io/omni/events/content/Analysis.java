package io.omni.events.content;

import io.omni.events.pipeline.JsonObjects;
import java.util.List;
import java.util.Map;

/**
 * What an analysis found in a video.
 *
 * @param media what was measured
 * @param viralityScore 0..1
 * @param relevanceScore 0..1: how much of it is about the project's keywords
 * @param keywords what it is about, most telling first
 * @param candidates in the order of the video
 * @param features the numbers behind the scores, by name
 */
public record Analysis(
        MediaFacts media,
        double viralityScore,
        double relevanceScore,
        List<String> keywords,
        List<Candidate> candidates,
        Map<String, Object> features) {

    /** Keeps its own copies of the collections. */
    public Analysis {
        keywords = List.copyOf(keywords);
        candidates = List.copyOf(candidates);
        features = JsonObjects.copyOf(features);
    }
}
