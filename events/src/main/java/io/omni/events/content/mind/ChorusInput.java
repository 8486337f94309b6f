package io.omni.events.content.mind;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a clip's texts are made of. None of it is trusted.
 *
 * @param transcript what is said in the clip; empty when that isn't known
 * @param tags its semantic tags, the best first
 * @param keywords the project's keywords that it is about
 * @param postTitle the title of the post that its video is from
 * @param creator the handle of the post's creator
 * @param postUrl where the post is; null when that is nobody's business or isn't known
 */
public record ChorusInput(
        String transcript,
        List<String> tags,
        List<String> keywords,
        String postTitle,
        String creator,
        @Nullable String postUrl) {
    /** Keeps its own copies of the collections. */
    public ChorusInput {
        tags = List.copyOf(tags);
        keywords = List.copyOf(keywords);
    }
}
