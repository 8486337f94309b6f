package io.omni.events.content.mind;

import java.util.List;

/**
 * Another clip, or another video, that one is held against. Rejected and quarantined ones are no peers.
 *
 * @param id its id
 * @param media SHA-256 of the media it is cut from, in hex
 * @param start where it begins there, seconds
 * @param end where it ends there, seconds
 * @param confidence how sure the analysis is of it, 0 to 1
 * @param fingerprint {@link Fingerprint} of what is said in it
 * @param tags its semantic tags
 * @param settled whether it has been decided for: it then goes before any that hasn't
 */
public record Peer(
        String id,
        String media,
        double start,
        double end,
        double confidence,
        String fingerprint,
        List<String> tags,
        boolean settled) {
    /** Keeps its own copy of the tags. */
    public Peer {
        tags = List.copyOf(tags);
    }
}
