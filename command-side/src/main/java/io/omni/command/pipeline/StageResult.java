package io.omni.command.pipeline;

import io.omni.events.pipeline.ArtifactRef;
import io.omni.events.pipeline.Check;
import io.omni.events.pipeline.ContextItem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a stage found and made.
 *
 * @param output a small JSON object: strings, numbers, booleans, lists and objects of them; at most a few kilobytes
 * @param artifacts what it stored
 * @param checks what it measured, for the quality gate to judge
 * @param feedback what the generator should be told if the gate doesn't let this through; null when there is nothing to tell
 * @param contextChoice what was taken into the context and what was left; null for every stage but enrich
 */
public record StageResult(
        Map<String, Object> output,
        List<ArtifactRef> artifacts,
        List<Check> checks,
        @Nullable String feedback,
        @Nullable ContextChoice contextChoice) {

    /** A result with nothing to judge. */
    public static StageResult of(Map<String, Object> output, List<ArtifactRef> artifacts) {
        return new StageResult(output, artifacts, List.of(), null, null);
    }

    /** A result whose checks the quality gate will judge. */
    public static StageResult checked(
            Map<String, Object> output, List<ArtifactRef> artifacts, List<Check> checks, @Nullable String feedback) {
        return new StageResult(output, artifacts, checks, feedback, null);
    }

    /**
     * What the context was made of.
     *
     * @param tokens how many tokens the packed context has
     * @param chosen what was taken, best first
     * @param dropped the best of what was left, best first, at most 50
     */
    public record ContextChoice(int tokens, List<ContextItem> chosen, List<ContextItem> dropped) {}
}
