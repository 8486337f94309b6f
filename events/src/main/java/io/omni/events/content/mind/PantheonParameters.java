package io.omni.events.content.mind;

import java.util.List;

/**
 * What {@link Pantheon} is set to.
 *
 * @param strategistWeight how much the strategist's vote counts, 0 to 100
 * @param guardianWeight how much the guardian's vote counts, 0 to 100
 * @param explorerWeight how much the explorer's vote counts, 0 to 100
 * @param criticWeight how much the critic's vote counts, 0 to 100
 * @param guardWords words and phrases that the guardian minds; each one that is said takes half of its vote, at most 500
 * @param idealShortestSeconds from which length on the critic finds a clip right, 1 to 120
 * @param idealLongestSeconds up to which length it does, at most 120
 */
public record PantheonParameters(
        double strategistWeight,
        double guardianWeight,
        double explorerWeight,
        double criticWeight,
        List<String> guardWords,
        double idealShortestSeconds,
        double idealLongestSeconds) {
    /** What it is set to when nobody has set anything else. */
    public static final PantheonParameters DEFAULT =
            new PantheonParameters(1, 1, 1, 1, List.of("guaranteed returns", "get rich quick", "miracle cure"), 12, 60);

    private static final int MOST_GUARD_WORDS = 500;

    /** Refuses what makes no sense; keeps its own copy of the words. */
    public PantheonParameters {
        Score.requireWithin("pantheon.strategist_weight", strategistWeight, 0, 100);
        Score.requireWithin("pantheon.guardian_weight", guardianWeight, 0, 100);
        Score.requireWithin("pantheon.explorer_weight", explorerWeight, 0, 100);
        Score.requireWithin("pantheon.critic_weight", criticWeight, 0, 100);
        guardWords = List.copyOf(guardWords);
        if (guardWords.size() > MOST_GUARD_WORDS) {
            throw new IllegalArgumentException("pantheon.guard_words must be at most " + MOST_GUARD_WORDS);
        }
        Score.requireWithin("pantheon.ideal_shortest_seconds", idealShortestSeconds, 1, 120);
        Score.requireWithin("pantheon.ideal_longest_seconds", idealLongestSeconds, idealShortestSeconds, 120);
    }
}
