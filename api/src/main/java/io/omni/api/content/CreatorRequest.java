package io.omni.api.content;

import io.omni.api.edge.ValidationFailed;
import io.omni.command.content.AddCreator;
import io.omni.events.content.CreatorId;
import io.omni.events.content.ProjectId;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A creator to be added.
 *
 * @param platform picks the source: {@code feed}, {@code http}, {@code folder}, {@code tiktok}, {@code instagram}, {@code youtube} or
 *     {@code youtube_shorts}
 * @param handle the creator there: a URL for {@code feed} and {@code http}, a folder for {@code folder}, a name with or without
 *     {@code @} for the others
 * @param profileUrl where, an HTTP address; may be left out when the handle says it
 * @param scrapeWindowDays how many days back, 1 to 365; default the project's
 */
record CreatorRequest(
        @Nullable String platform,
        @Nullable String handle,
        @Nullable String profileUrl,
        @Nullable Integer scrapeWindowDays) {
    private static final Set<String> PLATFORMS =
            Set.of("feed", "http", "folder", "tiktok", "instagram", "youtube", "youtube_shorts");
    private static final int LONGEST_URL = 2000;

    AddCreator check(ProjectId project, CreatorId id) {
        ValidationFailed.Collector problems = new ValidationFailed.Collector();
        problems.check(
                platform != null && PLATFORMS.contains(platform),
                "platform",
                "must be feed, http, folder, tiktok, instagram, youtube or youtube_shorts");
        problems.check(handle != null, "handle", "say who it is");
        problems.check(
                profileUrl == null || isAddress(profileUrl),
                "profile_url",
                "must be an http or https address of at most 2000 characters, without user name");
        ProjectRules.window("scrape_window_days", scrapeWindowDays, problems);
        problems.throwIfAny();
        return new AddCreator(
                project, id, String.valueOf(platform), String.valueOf(handle), profileUrl, scrapeWindowDays);
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = new URI(text);
            return text.length() <= LONGEST_URL
                    && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null;
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }
}
