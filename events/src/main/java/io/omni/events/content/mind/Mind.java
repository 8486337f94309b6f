package io.omni.events.content.mind;

import java.util.ArrayList;
import java.util.List;

/** The modules together: how a clip is judged. Pure: the same facts and parameters give the same judgement, everywhere and always. */
public final class Mind {
    private Mind() {}

    /** Judges one clip. The order of its peers makes no difference. */
    public static Judgement judge(ClipFacts facts, MindParameters parameters) {
        ParadoxFinding paradox = Paradox.find(facts, parameters.paradox());
        HorizonView horizon = Horizon.view(facts, parameters.horizon());
        LatticePriority lattice = Lattice.prioritise(LatticeInput.ofClip(facts), parameters.lattice());
        PantheonVotes pantheon = Pantheon.vote(facts, paradox, horizon, parameters.pantheon());
        ZenithDecision zenith = Zenith.decide(facts, paradox, pantheon, parameters.zenith());
        return new Judgement(facts, parameters, paradox, horizon, lattice, pantheon, zenith);
    }

    /**
     * Judges all clips that were found in one video, each against the others and against what is given besides.
     *
     * @param found the clips, their peers empty or those of other videos
     * @return in the order of {@code found}
     */
    public static List<Judgement> judgeAll(List<ClipFacts> found, MindParameters parameters) {
        List<Judgement> judgements = new ArrayList<>(found.size());
        for (ClipFacts clip : found) {
            List<Peer> peers = new ArrayList<>(clip.peers());
            found.stream().filter(other -> other != clip).map(ClipFacts::asPeer).forEach(peers::add);
            judgements.add(judge(clip.against(peers), parameters));
        }
        return List.copyOf(judgements);
    }
}
