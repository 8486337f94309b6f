package io.omni.events.content.mind;

import java.util.List;
import java.util.Map;

/** Facts for tests. */
final class MindSamples {
    static final String MEDIA = "aa".repeat(32);
    static final String OTHER_MEDIA = "bb".repeat(32);
    static final String SAID = "Today we build a small rocket in the garden and launch it before the rain comes.";

    private MindSamples() {}

    static VideoFacts video() {
        return new VideoFacts("vid_1", MEDIA, 300, 0.8, 0.7, 1);
    }

    static Goals goals() {
        return new Goals(List.of("rocket", "garden"), Map.of("space", 0.7, "food", 0.3));
    }

    /** A clip that nothing speaks against. */
    static ClipFacts clip() {
        return new ClipFacts("clip_1", 10, 40, 0.9, List.of("space", "rocket"), SAID, 0.9, video(), goals(), List.of());
    }

    static ClipFacts clip(String id, double start, double end, double confidence) {
        return new ClipFacts(id, start, end, confidence, List.of("space"), "", 0.9, video(), goals(), List.of());
    }

    static Peer peer(String id, double start, double end, double confidence) {
        return new Peer(id, MEDIA, start, end, confidence, Fingerprint.NONE, List.of("space"), false);
    }

    static Judgement judged(ClipFacts facts) {
        return Mind.judge(facts, MindParameters.DEFAULT);
    }
}
