package io.omni.api.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omni.events.content.mind.PlacingParameters;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacingReaderTest {

    @Test
    void unset_clips_may_appear_all_day_a_minute_apart() {
        assertThat(read(Map.of())).isEqualTo(PlacingParameters.DEFAULT);
    }

    @Test
    void a_window_and_a_gap_are_read() {
        PlacingParameters read = read(Map.of("OMNI_CONTENT_WINDOW", "17:30-24:00", "OMNI_CONTENT_GAP", "45m"));

        assertThat(read.windowFromMinute()).isEqualTo(17 * 60 + 30);
        assertThat(read.windowToMinute()).isEqualTo(24 * 60);
        assertThat(read.gapMinutes()).isEqualTo(45);
    }

    @ParameterizedTest
    @ValueSource(strings = {"21:00-17:00", "17:00-17:00", "17-21", "00:00-24:01", "evening"})
    void a_window_that_makes_no_sense_is_refused_by_name(String window) {
        assertThatThrownBy(() -> read(Map.of("OMNI_CONTENT_WINDOW", window)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("OMNI_CONTENT_WINDOW must be two times of day");
    }

    @ParameterizedTest
    @ValueSource(strings = {"30s", "0m", "25h", "90s"})
    void a_gap_that_is_not_whole_minutes_of_a_day_is_refused_by_name(String gap) {
        assertThatThrownBy(() -> read(Map.of("OMNI_CONTENT_GAP", gap)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("OMNI_CONTENT_GAP must be whole minutes");
    }

    private static PlacingParameters read(Map<String, String> environment) {
        return OmniSettings.from(environment).placing();
    }
}
