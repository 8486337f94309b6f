package io.omni.events.content.mind;

import io.omni.events.pipeline.PolicyRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds what can't stand side by side: the same piece twice, pieces that overlap, words that were said before, facts that contradict each
 * other.
 *
 * <p>Pieces of the same media are ranked: settled ones first, then by confidence, then the earlier, then the shorter. From the top, each
 * one stays that shares less than {@code overlapShare} of the shorter one with all that stay already; a piece conflicts only with those
 * that stay, so what was dropped pushes nothing out. Where two share no time, their words are compared by {@link Fingerprint}, and the one
 * that goes behind is left to a person when it says nearly the same.
 */
public final class Paradox {
    /** How a decision names this policy. */
    public static final PolicyRef REF = new PolicyRef("paradox", 1);

    // Containers round durations; half a second beyond the end is no contradiction.
    private static final double END_TOLERANCE = 0.5;

    private static final Comparator<Peer> RANKED = Comparator.comparing(Peer::settled)
            .reversed()
            .thenComparing(Comparator.comparingDouble(Peer::confidence).reversed())
            .thenComparingDouble(Peer::start)
            .thenComparingDouble(Peer::end)
            .thenComparing(Peer::media)
            .thenComparing(Peer::id);
    private static final Comparator<Conflict> HARDEST_FIRST = Comparator.comparing(Conflict::action)
            .reversed()
            .thenComparing(Conflict::kind)
            .thenComparing(Comparator.comparingDouble(Conflict::measured).reversed())
            .thenComparing(conflict -> String.valueOf(conflict.with()));

    private Paradox() {}

    /** What a clip conflicts with. */
    public static ParadoxFinding find(ClipFacts facts, ParadoxParameters parameters) {
        List<Conflict> conflicts = new ArrayList<>(contradictions(facts, parameters));
        Peer self = facts.asPeer();
        List<Peer> staying = staying(self, facts.peers(), parameters);
        Stream<Peer> elsewhere = facts.peers().stream()
                .filter(peer -> !peer.media().equals(self.media()))
                .filter(peer -> goesBefore(peer, self));
        staying.forEach(peer -> shared(self, peer, parameters)
                .or(() -> repeated(self, peer, parameters))
                .ifPresent(conflicts::add));
        elsewhere.forEach(peer -> repeated(self, peer, parameters).ifPresent(conflicts::add));
        return finding(conflicts, staying.size());
    }

    /**
     * Whether a video has been seen before.
     *
     * @param media SHA-256 of its media, in hex
     * @param earlier the videos of the same media, in any order; those of other media are left alone
     */
    public static ParadoxFinding ofVideo(String media, List<Peer> earlier) {
        List<Conflict> conflicts = earlier.stream()
                .filter(peer -> peer.media().equals(media))
                .sorted(RANKED)
                .limit(1)
                .map(peer -> new Conflict(
                        Conflict.Kind.DUPLICATE,
                        peer.id(),
                        1,
                        1,
                        ParadoxAction.BLOCK,
                        "it is the same media as " + peer.id()))
                .toList();
        return finding(conflicts, 0);
    }

    /** Whether the first piece is ranked before the second. */
    static boolean goesBefore(Peer first, Peer second) {
        return RANKED.compare(first, second) < 0;
    }

    private static ParadoxFinding finding(List<Conflict> conflicts, int rank) {
        List<Conflict> sorted = conflicts.stream().sorted(HARDEST_FIRST).toList();
        ParadoxAction action =
                sorted.isEmpty() ? ParadoxAction.IGNORE : sorted.getFirst().action();
        return new ParadoxFinding(REF, action, sorted, rank);
    }

    /** The pieces of the same media that go before this one and stay. */
    private static List<Peer> staying(Peer self, List<Peer> peers, ParadoxParameters parameters) {
        List<Peer> stay = new ArrayList<>();
        peers.stream()
                .filter(peer -> peer.media().equals(self.media()))
                .filter(peer -> goesBefore(peer, self))
                .sorted(RANKED)
                .filter(peer -> stay.stream()
                        .noneMatch(kept -> shared(peer, kept, parameters).isPresent()))
                .forEach(stay::add);
        return stay;
    }

    private static Optional<Conflict> shared(Peer self, Peer peer, ParadoxParameters parameters) {
        double common = Math.min(self.end(), peer.end()) - Math.max(self.start(), peer.start());
        double shorter = Math.min(length(self), length(peer));
        if (common <= 0 || shorter <= 0) {
            return Optional.empty();
        }
        double ofUnion = Score.of(common / (length(self) + length(peer) - common));
        double ofShorter = Score.of(common / shorter);
        if (ofUnion >= parameters.duplicateShare()) {
            return Optional.of(conflict(
                    Conflict.Kind.DUPLICATE,
                    peer,
                    ofUnion,
                    parameters.duplicateShare(),
                    ParadoxAction.BLOCK,
                    String.format(Locale.ROOT, "%s is the same piece of the video", peer.id())));
        }
        if (ofShorter >= parameters.overlapShare()) {
            return Optional.of(conflict(
                    Conflict.Kind.OVERLAP,
                    peer,
                    ofShorter,
                    parameters.overlapShare(),
                    ParadoxAction.BLOCK,
                    String.format(
                            Locale.ROOT, "%s goes before it and shares %.1f seconds with it", peer.id(), common)));
        }
        return Optional.empty();
    }

    private static Optional<Conflict> repeated(Peer self, Peer peer, ParadoxParameters parameters) {
        double similarity = Fingerprint.similarity(self.fingerprint(), peer.fingerprint());
        if (similarity <= 0 || similarity < parameters.repeatSimilarity()) {
            return Optional.empty();
        }
        return Optional.of(conflict(
                Conflict.Kind.REPEAT,
                peer,
                similarity,
                parameters.repeatSimilarity(),
                ParadoxAction.QUARANTINE,
                String.format(Locale.ROOT, "%s goes before it and says nearly the same", peer.id())));
    }

    private static List<Conflict> contradictions(ClipFacts facts, ParadoxParameters parameters) {
        List<Conflict> found = new ArrayList<>();
        double length = facts.length();
        double seconds = facts.video().seconds();
        if (facts.start() < 0 || !(length > 0)) {
            found.add(contradiction(length, 0, "it ends before it begins, or begins before its video"));
        } else if (facts.end() > seconds + END_TOLERANCE) {
            found.add(contradiction(facts.end(), seconds, "it ends after its video"));
        } else if (length < parameters.shortestSeconds()) {
            found.add(contradiction(length, parameters.shortestSeconds(), "it is shorter than a clip may be"));
        } else if (length > parameters.longestSeconds()) {
            found.add(contradiction(length, parameters.longestSeconds(), "it is longer than a clip may be"));
        }
        if (facts.speechShare() <= 0 && !facts.transcript().isBlank()) {
            found.add(contradiction(0, 0, "words are said in it, but nothing is heard"));
        }
        return found;
    }

    private static Conflict contradiction(double measured, double threshold, String message) {
        return new Conflict(Conflict.Kind.CONTRADICTION, null, measured, threshold, ParadoxAction.QUARANTINE, message);
    }

    private static Conflict conflict(
            Conflict.Kind kind, Peer peer, double measured, double threshold, ParadoxAction action, String message) {
        return new Conflict(kind, peer.id(), measured, threshold, action, message);
    }

    private static double length(Peer piece) {
        return piece.end() - piece.start();
    }
}
