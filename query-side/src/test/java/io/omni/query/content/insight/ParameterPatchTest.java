package io.omni.query.content.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.omni.events.content.mind.ChorusParameters;
import io.omni.events.content.mind.EclipseParameters;
import io.omni.events.content.mind.MindParameters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

class ParameterPatchTest {
    private static final MindParameters USUAL = MindParameters.DEFAULT;
    private static final WhatIfParameters USED = new WhatIfParameters(
            USUAL.paradox(),
            USUAL.horizon(),
            USUAL.lattice(),
            USUAL.pantheon(),
            USUAL.zenith(),
            ChorusParameters.DEFAULT,
            EclipseParameters.DEFAULT);

    private final ParameterPatch patches = new ParameterPatch(JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build());

    @Test
    void without_a_patch_nothing_differs() {
        assertThat(patches.laidOver(USED, Map.of())).isEqualTo(USED);
    }

    @Test
    void what_is_named_differs_and_all_else_stays() {
        WhatIfParameters patched = patches.laidOver(
                USED,
                Map.of(
                        "zenith", Map.of("accept_at", 1, "most_clips", 2),
                        "pantheon", Map.of("guard_words", List.of("rocket"))));

        assertThat(patched.zenith().acceptAt()).isEqualTo(1);
        assertThat(patched.zenith().mostClips()).isEqualTo(2);
        assertThat(patched.zenith().vetoBelow()).isEqualTo(USED.zenith().vetoBelow());
        assertThat(patched.pantheon().guardWords()).containsExactly("rocket");
        assertThat(patched.lattice()).isEqualTo(USED.lattice());
    }

    @Test
    void what_no_policy_has_is_unknown() {
        assertRefused(Map.of("oracle", Map.of()), "oracle", true);
        assertRefused(Map.of("zenith", Map.of("acept_at", 1)), "zenith.acept_at", true);
    }

    @Test
    void what_makes_no_sense_is_named() {
        assertRefused(Map.of("zenith", Map.of("accept_at", 1.5)), "zenith.accept_at", false);
        assertRefused(Map.of("zenith", Map.of("accept_at", "1")), "zenith.accept_at", false);
        assertRefused(Map.of("zenith", Map.of("most_clips", 1.5)), "zenith.most_clips", false);
        assertRefused(Map.of("pantheon", Map.of("guard_words", List.of(1))), "pantheon.guard_words", false);
        assertRefused(Map.of("pantheon", Map.of("guard_words", "rocket")), "pantheon.guard_words", false);
    }

    private void assertRefused(Map<String, Map<String, Object>> patch, String parameter, boolean unknown) {
        assertThatExceptionOfType(BadParameters.class)
                .isThrownBy(() -> patches.laidOver(USED, patch))
                .satisfies(refused -> {
                    assertThat(refused.parameter()).isEqualTo(parameter);
                    assertThat(refused.isUnknown()).isEqualTo(unknown);
                });
    }
}
