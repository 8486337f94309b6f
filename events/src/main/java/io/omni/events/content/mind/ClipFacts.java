package io.omni.events.content.mind;

import java.util.List;

/**
 * All that is known when a clip is judged.
 *
 * @param clipId the clip
 * @param start where it begins in its video, seconds
 * @param end where it ends there, seconds
 * @param confidence how sure the analysis is that this is worth a clip, 0 to 1
 * @param tags its semantic tags
 * @param transcript what is said in it; empty when that isn't known
 * @param speechShare which share of it is speech (not silence), 0 to 1
 * @param video the video it is cut from
 * @param goals what the project wants
 * @param peers the other clips of the same video, and those of other videos that it should be held against, in any order
 */
public record ClipFacts(
        String clipId,
        double start,
        double end,
        double confidence,
        List<String> tags,
        String transcript,
        double speechShare,
        VideoFacts video,
        Goals goals,
        List<Peer> peers) {
    /** Keeps its own copies of the collections. */
    public ClipFacts {
        tags = List.copyOf(tags);
        peers = List.copyOf(peers);
    }

    /** How long the clip is, seconds. */
    double length() {
        return end - start;
    }

    /** This clip as others see it. */
    public Peer asPeer() {
        return new Peer(clipId, video.media(), start, end, confidence, Fingerprint.of(transcript), tags, false);
    }

    /** The same with other peers. */
    public ClipFacts against(List<Peer> others) {
        return new ClipFacts(clipId, start, end, confidence, tags, transcript, speechShare, video, goals, others);
    }
}
