package io.omni.api.content;

import io.omni.api.edge.ValidationFailed;
import io.omni.events.content.ProjectSettings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A project to be made.
 *
 * @param name what people call it, 1 to 200 characters; unique among its tenant's projects
 * @param description what it is for, at most 5000 characters
 * @param defaultPlatforms where its clips go, the first one by default; at most 10 of {@code folder}, {@code youtube},
 *     {@code youtube_shorts}, {@code tiktok}, {@code instagram}; default {@code folder}
 * @param scrapeWindowDays how many days back its creators are scraped, 1 to 365; default 7
 * @param dailyQuota how many clips a channel publishes a day, 1 to 10; default 5
 * @param keywords what its clips should be about, at most 100 of 1 to 100 characters
 * @param contentMix the share that each category should have, 0 to 1 each; at most 50
 */
record ProjectRequest(
        @Nullable String name,
        @Nullable String description,
        @Nullable List<@Nullable String> defaultPlatforms,
        @Nullable Integer scrapeWindowDays,
        @Nullable Integer dailyQuota,
        @Nullable List<@Nullable String> keywords,
        @Nullable Map<String, @Nullable Double> contentMix) {

    /** The same, checked. */
    record Checked(String name, @Nullable String description, ProjectSettings settings) {}

    Checked check() {
        ValidationFailed.Collector problems = new ValidationFailed.Collector();
        ProjectRules.name(name, problems);
        ProjectRules.description(description, problems);
        ProjectRules.settings("", scrapeWindowDays, dailyQuota, keywords, contentMix, defaultPlatforms, problems);
        problems.throwIfAny();
        ProjectSettings defaults = ProjectSettings.defaults();
        return new Checked(
                String.valueOf(name).strip(),
                description == null || description.isEmpty() ? null : description,
                new ProjectSettings(
                        scrapeWindowDays == null ? defaults.scrapeWindowDays() : scrapeWindowDays,
                        dailyQuota == null ? defaults.dailyQuota() : dailyQuota,
                        ProjectRules.texts(keywords, defaults.keywords()),
                        ProjectRules.mix(contentMix, defaults.contentMix()),
                        ProjectRules.texts(defaultPlatforms, List.of(defaults.channel()))));
    }
}
