package io.omni.events.content.mind;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a project wants.
 *
 * @param keywords what its clips should be about; empty when anything goes
 * @param contentMix the share that each category of clips should have, by tag, 0 or more, not normalised; empty when any mix goes
 */
public record Goals(List<String> keywords, Map<String, Double> contentMix) {
    /** Goals of a project that has set none. */
    public static final Goals NONE = new Goals(List.of(), Map.of());

    /** Keeps its own copies; the mix in alphabetical order, so that the same goals are the same JSON. */
    public Goals {
        keywords = List.copyOf(keywords);
        contentMix = Collections.unmodifiableSortedMap(new TreeMap<>(contentMix));
    }
}
