package io.omni.events.content.mind;

/**
 * What the modules made of one clip: on which facts, with which parameters, and what each of them said.
 * {@code Mind.judge(facts, parameters)} gives the same again.
 *
 * @param facts what it was judged on
 * @param parameters what the policies were set to
 * @param paradox what it conflicts with
 * @param horizon how it serves the project's goals
 * @param lattice how urgent its work is
 * @param pantheon the votes on it
 * @param zenith what was decided
 */
public record Judgement(
        ClipFacts facts,
        MindParameters parameters,
        ParadoxFinding paradox,
        HorizonView horizon,
        LatticePriority lattice,
        PantheonVotes pantheon,
        ZenithDecision zenith) {}
