package io.omni.api.content;

import io.omni.api.edge.IfMatch;
import io.omni.api.edge.ValidationFailed;
import io.omni.command.content.ChangeProject;
import io.omni.events.content.ProjectId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to change of a project; what isn't named stays as it is. The settings can be named as in the request that makes a project, or
 * within {@code settings}, as they are shown; not in both places.
 *
 * @param name what people call it
 * @param description what it is for; empty for nothing
 * @param defaultPlatforms where its clips go
 * @param scrapeWindowDays how many days back its creators are scraped
 * @param dailyQuota how many clips a channel publishes a day
 * @param keywords what its clips should be about
 * @param contentMix the share that each category should have
 * @param settings the same once more
 */
record ProjectPatch(
        @Nullable String name,
        @Nullable String description,
        @Nullable List<@Nullable String> defaultPlatforms,
        @Nullable Integer scrapeWindowDays,
        @Nullable Integer dailyQuota,
        @Nullable List<@Nullable String> keywords,
        @Nullable Map<String, @Nullable Double> contentMix,
        @Nullable Settings settings) {

    /**
     * Settings as they are shown.
     *
     * @param scrapeWindowDays how many days back its creators are scraped, 1 to 365
     * @param dailyQuota how many clips a channel publishes a day, 1 to 10
     * @param keywords what its clips should be about
     * @param contentMix the share that each category should have, 0 to 1 each
     * @param defaultPlatforms where its clips go
     */
    record Settings(
            @Nullable Integer scrapeWindowDays,
            @Nullable Integer dailyQuota,
            @Nullable List<@Nullable String> keywords,
            @Nullable Map<String, @Nullable Double> contentMix,
            @Nullable List<@Nullable String> defaultPlatforms) {
        private static final Settings NONE = new Settings(null, null, null, null, null);
    }

    ChangeProject check(ProjectId id, IfMatch condition) {
        Settings inner = settings == null ? Settings.NONE : settings;
        ValidationFailed.Collector problems = new ValidationFailed.Collector();
        if (name != null) {
            ProjectRules.name(name, problems);
        }
        ProjectRules.description(description, problems);
        ProjectRules.settings("", scrapeWindowDays, dailyQuota, keywords, contentMix, defaultPlatforms, problems);
        ProjectRules.settings(
                "settings.",
                inner.scrapeWindowDays,
                inner.dailyQuota,
                inner.keywords,
                inner.contentMix,
                inner.defaultPlatforms,
                problems);
        once("scrape_window_days", scrapeWindowDays, inner.scrapeWindowDays, problems);
        once("daily_quota", dailyQuota, inner.dailyQuota, problems);
        once("keywords", keywords, inner.keywords, problems);
        once("content_mix", contentMix, inner.contentMix, problems);
        once("default_platforms", defaultPlatforms, inner.defaultPlatforms, problems);
        problems.throwIfAny();
        List<@Nullable String> words = keywords == null ? inner.keywords : keywords;
        Map<String, @Nullable Double> mix = contentMix == null ? inner.contentMix : contentMix;
        List<@Nullable String> channels = defaultPlatforms == null ? inner.defaultPlatforms : defaultPlatforms;
        return new ChangeProject(
                id,
                condition.versions(),
                name == null ? null : name.strip(),
                description,
                scrapeWindowDays == null ? inner.scrapeWindowDays : scrapeWindowDays,
                dailyQuota == null ? inner.dailyQuota : dailyQuota,
                words == null ? null : ProjectRules.texts(words, List.of()),
                mix == null ? null : ProjectRules.mix(mix, Map.of()),
                channels == null ? null : ProjectRules.texts(channels, List.of()));
    }

    private static void once(
            String field, @Nullable Object outer, @Nullable Object inner, ValidationFailed.Collector problems) {
        problems.check(outer == null || inner == null, "settings." + field, "is named twice; name it in one place");
    }
}
