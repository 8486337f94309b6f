package io.omni.query.pipeline;

import io.omni.events.pipeline.ArtifactRef;

/**
 * An artifact with its bytes.
 *
 * @param reference what it is
 * @param bytes its bytes; not copied, so don't change them
 */
public record ArtifactContent(ArtifactRef reference, byte[] bytes) {}
