package io.omni.events.pipeline;

import io.omni.events.id.Ids;

/**
 * Points at bytes that a stage produced. The bytes lie in the artifact store under their hash, never in an event.
 *
 * @param artifactId {@code art_} and a lower-case ULID
 * @param name the file name shown to people, without a path
 * @param mediaType for example {@code text/x-diff}
 * @param sizeBytes how many bytes there are
 * @param sha256 their SHA-256 in lower-case hex
 */
public record ArtifactRef(String artifactId, String name, String mediaType, long sizeBytes, String sha256) {

    /** A reference with a new id. */
    public static ArtifactRef of(String name, String mediaType, long sizeBytes, String sha256) {
        return new ArtifactRef(Ids.next("art"), name, mediaType, sizeBytes, sha256);
    }
}
