package io.omni.api.content;

import io.omni.api.edge.ValidationFailed;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What holds for the members of a project, whether it is made or changed. */
final class ProjectRules {
    private static final Set<String> CHANNELS = Set.of("folder", "youtube", "youtube_shorts", "tiktok", "instagram");
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_DESCRIPTION = 5000;
    private static final int LONGEST_WINDOW = 365;
    private static final int LARGEST_QUOTA = 10;
    private static final int MOST_KEYWORDS = 100;
    private static final int LONGEST_KEYWORD = 100;
    private static final int MOST_CATEGORIES = 50;
    private static final int MOST_CHANNELS = 10;

    private ProjectRules() {}

    static void name(@Nullable String name, ValidationFailed.Collector problems) {
        problems.check(
                isLine(name, LONGEST_NAME), "name", "must have 1 to 200 characters, none of them a control character");
    }

    static void description(@Nullable String description, ValidationFailed.Collector problems) {
        problems.check(
                description == null || length(description) <= LONGEST_DESCRIPTION && description.indexOf('\0') < 0,
                "description",
                "must have at most 5000 characters, none of them NUL");
    }

    static void settings(
            String prefix,
            @Nullable Integer scrapeWindowDays,
            @Nullable Integer dailyQuota,
            @Nullable List<@Nullable String> keywords,
            @Nullable Map<String, @Nullable Double> contentMix,
            @Nullable List<@Nullable String> defaultPlatforms,
            ValidationFailed.Collector problems) {
        window(prefix + "scrape_window_days", scrapeWindowDays, problems);
        problems.check(
                dailyQuota == null || dailyQuota >= 1 && dailyQuota <= LARGEST_QUOTA,
                prefix + "daily_quota",
                "must lie between 1 and 10");
        if (keywords != null) {
            problems.check(keywords.size() <= MOST_KEYWORDS, prefix + "keywords", "must be at most 100");
            for (int i = 0; i < keywords.size(); i++) {
                problems.check(
                        isLine(keywords.get(i), LONGEST_KEYWORD),
                        prefix + "keywords[" + i + "]",
                        "must have 1 to 100 characters, none of them a control character");
            }
        }
        if (contentMix != null) {
            mix(prefix, contentMix, problems);
        }
        if (defaultPlatforms != null) {
            channels(prefix, defaultPlatforms, problems);
        }
    }

    static void window(String field, @Nullable Integer days, ValidationFailed.Collector problems) {
        problems.check(days == null || days >= 1 && days <= LONGEST_WINDOW, field, "must lie between 1 and 365");
    }

    /** Whether it is a text of one line, not blank, of so many characters at most. */
    static boolean isLine(@Nullable String text, int longest) {
        return text != null
                && !text.isBlank()
                && length(text) <= longest
                && text.chars().noneMatch(Character::isISOControl);
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** A list whose items have been checked. */
    static List<String> texts(@Nullable List<@Nullable String> given, List<String> otherwise) {
        return given == null
                ? otherwise
                : given.stream().map(Objects::requireNonNull).map(String::strip).toList();
    }

    /** Shares that have been checked. */
    static Map<String, Object> mix(@Nullable Map<String, @Nullable Double> given, Map<String, Object> otherwise) {
        if (given == null) {
            return otherwise;
        }
        Map<String, Object> mix = new LinkedHashMap<>();
        given.forEach((category, share) -> mix.put(category.strip(), Objects.requireNonNull(share)));
        return mix;
    }

    private static void mix(
            String prefix, Map<String, @Nullable Double> contentMix, ValidationFailed.Collector problems) {
        problems.check(contentMix.size() <= MOST_CATEGORIES, prefix + "content_mix", "must have at most 50 categories");
        contentMix.forEach((category, share) -> {
            problems.check(
                    isLine(category, LONGEST_KEYWORD),
                    prefix + "content_mix",
                    "must have categories of 1 to 100 characters, none of them a control character");
            problems.check(
                    share != null && share >= 0 && share <= 1,
                    prefix + "content_mix",
                    "must have shares between 0 and 1");
        });
    }

    private static void channels(String prefix, List<@Nullable String> channels, ValidationFailed.Collector problems) {
        problems.check(
                channels.size() <= MOST_CHANNELS && new HashSet<>(channels).size() == channels.size(),
                prefix + "default_platforms",
                "must be at most 10, without repeats");
        for (int i = 0; i < channels.size(); i++) {
            String channel = channels.get(i);
            problems.check(
                    channel != null && CHANNELS.contains(channel),
                    prefix + "default_platforms[" + i + "]",
                    "must be folder, youtube, youtube_shorts, tiktok or instagram");
        }
    }
}
