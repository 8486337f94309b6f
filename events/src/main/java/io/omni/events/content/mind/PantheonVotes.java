package io.omni.events.content.mind;

import io.omni.events.pipeline.PolicyRef;
import java.util.List;

/**
 * How {@link Pantheon} voted.
 *
 * @param policy which version of it
 * @param votes one per agent
 * @param consensus the votes' mean, weighted by weight and confidence, 0 to 1
 * @param dissent the highest vote less the lowest, 0 to 1
 */
public record PantheonVotes(PolicyRef policy, List<Vote> votes, double consensus, double dissent) {
    /** Keeps its own copy of the votes. */
    public PantheonVotes {
        votes = List.copyOf(votes);
    }

    /** One agent's vote. */
    public Vote of(Vote.Agent agent) {
        return votes.stream()
                .filter(vote -> vote.agent() == agent)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("every agent votes"));
    }
}
