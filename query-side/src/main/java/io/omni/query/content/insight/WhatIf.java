package io.omni.query.content.insight;

import io.omni.events.content.mind.Chorus;
import io.omni.events.content.mind.ChorusWording;
import io.omni.events.content.mind.Eclipse;
import io.omni.events.content.mind.EclipseDecision;
import io.omni.events.content.mind.Mind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Decides once more on the facts that a clip was decided on, with other parameters. Pure: nothing is stored, nothing is started. */
@Service
public class WhatIf {
    private final JsonMapper mapper;
    private final ParameterPatch patches;

    WhatIf(@Qualifier("eventMapper") JsonMapper mapper) {
        this.mapper = mapper;
        this.patches = new ParameterPatch(mapper);
    }

    /**
     * What would have been decided.
     *
     * @param patch policies' names, each with the parameters that differ; empty: with those that were used
     * @throws BadParameters for the first parameter that doesn't exist or makes no sense
     */
    public WhatIfAnswer ask(ClipInsight insight, Map<String, Map<String, Object>> patch) {
        WhatIfParameters parameters = patches.laidOver(WhatIfParameters.of(insight), patch);
        Alternative decided = Alternative.decided(insight);
        Alternative wouldBe = decidedWith(insight, parameters);
        return new WhatIfAnswer(insight.clipId(), parameters, decided, wouldBe, differences(decided, wouldBe));
    }

    private static Alternative decidedWith(ClipInsight insight, WhatIfParameters parameters) {
        ChorusWording wording = insight.wording();
        List<EclipseDecision> failures = insight.failures().stream()
                .map(failure -> Eclipse.decide(failure.eclipse().input(), parameters.eclipse()))
                .toList();
        return new Alternative(
                Mind.judge(insight.judgement().facts(), parameters.judging()),
                wording == null ? null : Chorus.word(wording.input(), parameters.chorus()),
                failures);
    }

    private List<WhatIfAnswer.Difference> differences(Alternative decided, Alternative wouldBe) {
        Map<String, Object> before = flat(decided);
        Map<String, Object> after = flat(wouldBe);
        TreeSet<String> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        List<WhatIfAnswer.Difference> differences = new ArrayList<>();
        for (String what : all) {
            if (!Objects.equals(before.get(what), after.get(what))) {
                differences.add(new WhatIfAnswer.Difference(what, before.get(what), after.get(what)));
            }
        }
        return differences;
    }

    /** What was said, without what it was said on. */
    private Map<String, Object> flat(Alternative alternative) {
        Map<String, Object> values = new LinkedHashMap<>();
        ObjectNode judgement = mapper.valueToTree(alternative.judgement());
        judgement.remove(List.of("facts", "parameters"));
        flatten("", judgement, values);
        if (alternative.wording() != null) {
            ObjectNode wording = mapper.valueToTree(alternative.wording());
            wording.remove(List.of("input", "parameters"));
            flatten("chorus", wording, values);
        }
        for (int i = 0; i < alternative.failures().size(); i++) {
            ObjectNode failure = mapper.valueToTree(alternative.failures().get(i));
            failure.remove(List.of("input", "parameters"));
            flatten("eclipse[" + i + "]", failure, values);
        }
        return values;
    }

    private void flatten(String path, JsonNode node, Map<String, Object> values) {
        if (node.isObject()) {
            node.propertyStream()
                    .forEach(member -> flatten(
                            path.isEmpty() ? member.getKey() : path + "." + member.getKey(),
                            member.getValue(),
                            values));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(path + "[" + i + "]", node.get(i), values);
            }
        } else if (!node.isNull()) {
            values.put(path, mapper.treeToValue(node, Object.class));
        }
    }
}
