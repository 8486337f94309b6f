package io.omni.query.content;

import java.util.List;

/**
 * A clip in a list.
 *
 * @param clipId its id, {@code clip_…}
 * @param videoId the video it is cut from
 * @param status where it stands
 * @param confidence how sure the analysis is of it, 0 to 1
 * @param semanticTags what it is about, most telling first
 * @param pantheonVotes what the agents voted; empty before they did
 */
public record ClipItem(
        String clipId,
        String videoId,
        String status,
        double confidence,
        List<String> semanticTags,
        List<Vote> pantheonVotes) {

    /**
     * An agent's vote.
     *
     * @param agent {@code strategist}, {@code guardian}, {@code explorer} or {@code critic}
     * @param vote 0 (against) to 1 (for)
     * @param confidence how sure the agent is, 0 to 1
     * @param comment why, in a sentence
     */
    public record Vote(String agent, double vote, double confidence, String comment) {}
}
