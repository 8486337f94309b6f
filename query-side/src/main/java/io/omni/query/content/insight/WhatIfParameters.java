package io.omni.query.content.insight;

import io.omni.events.content.mind.ChorusParameters;
import io.omni.events.content.mind.EclipseParameters;
import io.omni.events.content.mind.HorizonParameters;
import io.omni.events.content.mind.LatticeParameters;
import io.omni.events.content.mind.MindParameters;
import io.omni.events.content.mind.PantheonParameters;
import io.omni.events.content.mind.ParadoxParameters;
import io.omni.events.content.mind.ZenithParameters;

/**
 * What all policies that decide on a clip are set to.
 *
 * @param paradox of Paradox
 * @param horizon of Horizon
 * @param lattice of Lattice
 * @param pantheon of Pantheon
 * @param zenith of Zenith
 * @param chorus of Chorus
 * @param eclipse of Eclipse
 */
public record WhatIfParameters(
        ParadoxParameters paradox,
        HorizonParameters horizon,
        LatticeParameters lattice,
        PantheonParameters pantheon,
        ZenithParameters zenith,
        ChorusParameters chorus,
        EclipseParameters eclipse) {

    static WhatIfParameters of(ClipInsight insight) {
        MindParameters used = insight.judgement().parameters();
        return new WhatIfParameters(
                used.paradox(),
                used.horizon(),
                used.lattice(),
                used.pantheon(),
                used.zenith(),
                insight.wording() == null
                        ? ChorusParameters.DEFAULT
                        : insight.wording().parameters(),
                insight.failures().isEmpty()
                        ? EclipseParameters.DEFAULT
                        : insight.failures().getLast().eclipse().parameters());
    }

    MindParameters judging() {
        return new MindParameters(paradox, horizon, lattice, pantheon, zenith);
    }
}
