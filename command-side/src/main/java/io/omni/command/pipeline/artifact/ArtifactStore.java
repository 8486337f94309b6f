package io.omni.command.pipeline.artifact;

import io.omni.events.pipeline.ArtifactRef;

/**
 * Keeps artifacts' bytes under their SHA-256, for every node. Storing the same bytes again changes nothing.
 */
public interface ArtifactStore {

    /** The most bytes that one artifact may have: 32 MiB. */
    int MAX_BYTES = 32 << 20;

    /**
     * Stores bytes durably.
     *
     * @param name the file name shown to people, without a path
     * @param mediaType for example {@code text/x-diff}
     * @param bytes at most {@link #MAX_BYTES}
     * @return a new reference to them
     * @throws IllegalArgumentException when there are too many bytes
     */
    ArtifactRef store(String name, String mediaType, byte[] bytes);

    /**
     * The bytes behind a reference.
     *
     * @throws IllegalStateException when they are gone
     */
    byte[] read(ArtifactRef artifact);
}
