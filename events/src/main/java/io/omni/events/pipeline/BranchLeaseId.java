package io.omni.events.pipeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.omni.events.id.Hashes;
import io.omni.events.id.Ids;

/**
 * Names the lease on one branch of one repository. The id is derived from both, so that two requests for the same branch meet
 * in the same aggregate, on whichever node they arrive.
 *
 * @param value {@code branch_} and the first 40 hex digits of a SHA-256
 */
public record BranchLeaseId(@JsonValue String value) {
    private static final String PREFIX = "branch";
    private static final int DIGITS = 40;

    /** @throws IllegalArgumentException when the text is no lease id */
    @JsonCreator
    public BranchLeaseId {
        Ids.require(PREFIX, value);
    }

    /** The lease on this branch of this repository. */
    public static BranchLeaseId of(RepositoryUrl repository, BranchName branch) {
        String name = repository.canonical() + "\n" + branch.value();
        return new BranchLeaseId(PREFIX + "_" + Hashes.sha256(name).substring(0, DIGITS));
    }

    @Override
    public String toString() {
        return value;
    }
}
