package io.omni.events.content.mind;

import io.omni.events.pipeline.PolicyRef;
import java.util.List;

/**
 * The texts that {@link Chorus} made for a clip.
 *
 * @param policy which version of it
 * @param input what they were made of
 * @param parameters what it was set to
 * @param title never empty
 * @param description may be empty
 * @param tags without {@code #}, the best first
 * @param notes what was left out or cut, and why; one sentence each
 */
public record ChorusWording(
        PolicyRef policy,
        ChorusInput input,
        ChorusParameters parameters,
        String title,
        String description,
        List<String> tags,
        List<String> notes) {
    /** Keeps its own copies of the collections. */
    public ChorusWording {
        tags = List.copyOf(tags);
        notes = List.copyOf(notes);
    }
}
