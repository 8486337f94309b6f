package io.omni.events.content;

import io.omni.events.pipeline.JsonObjects;
import java.util.List;
import java.util.Map;

/**
 * How a project's pipeline works.
 *
 * @param scrapeWindowDays how many days back its creators are scraped; 1..365, default 7
 * @param dailyQuota how many clips a channel publishes a day; 1..10, default 5
 * @param keywords what its clips should be about; at most 100
 * @param contentMix the share that each category should have, 0..1 each; empty: no wish
 * @param defaultPlatforms where its clips go: the first is the channel of its uploads; empty: {@code folder}
 */
public record ProjectSettings(
        int scrapeWindowDays,
        int dailyQuota,
        List<String> keywords,
        Map<String, Object> contentMix,
        List<String> defaultPlatforms) {

    /** Keeps its own copies of the collections. */
    public ProjectSettings {
        keywords = List.copyOf(keywords);
        defaultPlatforms = List.copyOf(defaultPlatforms);
        contentMix = JsonObjects.copyOf(contentMix);
    }

    /** What a project has that says nothing. */
    public static ProjectSettings defaults() {
        return new ProjectSettings(7, 5, List.of(), Map.of(), List.of());
    }

    /** The channel that its uploads go to. */
    public String channel() {
        return defaultPlatforms.isEmpty() ? "folder" : defaultPlatforms.getFirst();
    }
}
