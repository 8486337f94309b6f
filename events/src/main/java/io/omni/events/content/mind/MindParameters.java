package io.omni.events.content.mind;

/**
 * The parameters of the policies that judge a clip. What-if changes them, member by member.
 *
 * @param paradox of {@link Paradox}
 * @param horizon of {@link Horizon}
 * @param lattice of {@link Lattice}
 * @param pantheon of {@link Pantheon}
 * @param zenith of {@link Zenith}
 */
public record MindParameters(
        ParadoxParameters paradox,
        HorizonParameters horizon,
        LatticeParameters lattice,
        PantheonParameters pantheon,
        ZenithParameters zenith) {
    /** What decides when nobody has set anything else. */
    public static final MindParameters DEFAULT = new MindParameters(
            ParadoxParameters.DEFAULT,
            HorizonParameters.DEFAULT,
            LatticeParameters.DEFAULT,
            PantheonParameters.DEFAULT,
            ZenithParameters.DEFAULT);
}
