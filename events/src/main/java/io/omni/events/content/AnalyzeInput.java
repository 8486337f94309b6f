package io.omni.events.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to analyze.
 *
 * @param media the video
 * @param subtitles a sidecar (SRT or VTT); null without one
 * @param title the post's title
 * @param description the post's description
 * @param keywords the project's
 */
public record AnalyzeInput(
        StoredFile media,
        @Nullable StoredFile subtitles,
        String title,
        @Nullable String description,
        List<String> keywords)
        implements JobInput {

    /** Keeps its own copy of the list. */
    public AnalyzeInput {
        keywords = List.copyOf(keywords);
    }
}
