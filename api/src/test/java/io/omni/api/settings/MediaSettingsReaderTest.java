package io.omni.api.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.omni.command.content.target.YouTubeSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaSettingsReaderTest {

    @Test
    void without_settings_media_lies_in_the_data_folder() {
        MediaOptions options = read(Map.of());
        assertThat(options.media().root()).isEqualTo(Path.of("/var/omni/media"));
        assertThat(options.media().hidden()).isEqualTo(Path.of("/var/omni"));
        assertThat(options.media().quotaBytes()).isEqualTo(50L << 30);
        assertThat(options.media().keepRaw()).isEqualTo(Period.ofDays(90));
        assertThat(options.media().keepDerived()).isEqualTo(Period.ofDays(365));
        assertThat(options.media().preset()).isEqualTo("veryfast");
        assertThat(options.sources().folders()).containsExactly(Path.of("/var/omni/inbox"));
        assertThat(options.targets().outbox()).isEqualTo(Path.of("/var/omni/outbox"));
        assertThat(options.targets().youTube()).isNull();
    }

    @Test
    void what_is_set_is_taken() {
        Map<String, String> environment = new HashMap<>();
        environment.put("OMNI_MEDIA_ROOTS", "/a/b: /c");
        environment.put("OMNI_MEDIA_DIR", "/shared");
        environment.put("OMNI_MAX_VIDEO_SIZE", "10");
        environment.put("OMNI_MAX_VIDEO_LENGTH", "30m");
        environment.put("OMNI_RETENTION_RAW_MEDIA", "forever");
        environment.put("OMNI_RENDER_PRESET", "Slow");
        environment.put("OMNI_YOUTUBE_TOKEN", "secret-token");
        MediaOptions options = read(environment);
        assertThat(options.sources().folders()).containsExactly(Path.of("/a/b"), Path.of("/c"));
        assertThat(options.sources().maxBytes()).isEqualTo(10 << 20);
        assertThat(options.media().root()).isEqualTo(Path.of("/shared"));
        assertThat(options.media().maxSourceDuration()).isEqualTo(Duration.ofMinutes(30));
        assertThat(options.media().keepRaw()).isNull();
        assertThat(options.media().preset()).isEqualTo("slow");
        YouTubeSettings account = options.targets().youTube();
        assertThat(account).isNotNull();
        assertThat(account.uploadUrl()).isEqualTo(YouTubeSettings.UPLOAD_URL);
        assertThat(account).asString().doesNotContain("secret-token");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "OMNI_RENDER_PRESET | placebo | OMNI_RENDER_PRESET must be one of fast, faster, medium, slow, superfast, ultrafast, veryfast; \"placebo\" is none of them.",
                "OMNI_MAX_VIDEO_LENGTH | 1s | OMNI_MAX_VIDEO_LENGTH must lie between 5s and 24h.",
                "OMNI_MAX_VIDEO_SIZE | 2048 | OMNI_MAX_VIDEO_SIZE must be a whole number from 1 to 2047; \"2048\" is none.",
                "OMNI_MEDIA_QUOTA | 0 | OMNI_MEDIA_QUOTA must be a whole number from 1 to 1000000; \"0\" is none.",
                "OMNI_YOUTUBE_CLIENT_ID | x | OMNI_YOUTUBE_REFRESH_TOKEN has no effect without OMNI_YOUTUBE_CLIENT_ID and OMNI_YOUTUBE_CLIENT_SECRET; set all three or none.",
                "OMNI_YOUTUBE_TOKEN | a b | OMNI_YOUTUBE_TOKEN must be printable ASCII without spaces, because it travels in an HTTP header."
            })
    void what_makes_no_sense_is_refused(String name, String value, String sentence) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> read(Map.of(name, value)))
                .withMessage(sentence);
    }

    private static MediaOptions read(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("OMNI_DATA_DIR", "/var/omni");
        return OmniSettings.from(all).media();
    }
}
