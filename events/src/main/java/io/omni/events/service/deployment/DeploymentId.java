package io.omni.events.service.deployment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.omni.events.id.Hashes;
import io.omni.events.id.Ids;

/**
 * Names the deployment of one service. It is derived from the service's name, so that everyone who means the service meets in the same
 * aggregate, on whichever node.
 *
 * @param value {@code deployment_} and the first 40 hex digits of a SHA-256
 */
public record DeploymentId(@JsonValue String value) {
    private static final String PREFIX = "deployment";
    private static final int DIGITS = 40;

    /** @throws IllegalArgumentException when the text is no such id */
    @JsonCreator
    public DeploymentId {
        Ids.require(PREFIX, value);
    }

    /** The deployment of the service with this catalogue name. */
    public static DeploymentId of(String service) {
        return new DeploymentId(PREFIX + "_" + Hashes.sha256(service).substring(0, DIGITS));
    }

    @Override
    public String toString() {
        return value;
    }
}
