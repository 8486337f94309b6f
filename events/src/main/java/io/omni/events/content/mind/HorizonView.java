package io.omni.events.content.mind;

import io.omni.events.pipeline.PolicyRef;
import java.util.List;

/**
 * How {@link Horizon} sees a clip.
 *
 * @param policy which version of it
 * @param category the category of the project's content mix that the clip belongs to; {@value Horizon#OTHER} for none of them
 * @param goalAlignment how well the clip serves the project's goals, 0 to 1
 * @param matchedKeywords the project's keywords that the clip is about, in the project's order
 * @param crowd how many clips of the same video and category go before it
 * @param factors what the alignment was made of; empty when the project has set no goals
 * @param reason one sentence for people
 */
public record HorizonView(
        PolicyRef policy,
        String category,
        double goalAlignment,
        List<String> matchedKeywords,
        int crowd,
        List<Factor> factors,
        String reason) {
    /** Keeps its own copies of the collections. */
    public HorizonView {
        matchedKeywords = List.copyOf(matchedKeywords);
        factors = List.copyOf(factors);
    }
}
