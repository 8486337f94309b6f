package io.omni.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.api.settings.OmniSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlatformConfigsTest {
    private static final Pattern SETTING = Pattern.compile("`([A-Z][A-Z_]+)`");
    /** Insists on another setting, and is not kept. */
    private static final String NOT_KEPT = "DOCKER_TLS_VERIFY";

    @Test
    void every_setting_of_the_manual_is_shown_and_no_other() throws IOException {
        Set<String> described = Files.readString(Path.of("..", "docs", "operations.md"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.indexOf(" | ")))
                .flatMap(names -> SETTING.matcher(names).results().map(name -> name.group(1)))
                .filter(name -> !name.equals(NOT_KEPT))
                .collect(Collectors.toSet());

        assertThat(shown(Map.of()).keySet()).containsExactlyInAnyOrderElementsOf(described);
    }

    @Test
    void settings_are_shown_as_they_are_given() {
        Map<String, String> given = new HashMap<>(Map.of(
                "OMNI_PROFILE", "production",
                "OMNI_RATE_LIMITS", "change=off,read=1000/min,service_restart=3/h",
                "OMNI_TRUSTED_NETWORKS", "10.0.0.0/8,fd00::/8",
                "OMNI_CORS_ORIGINS", "https://console.example.org",
                "OMNI_WEBHOOKS_ALLOWED_HOSTS", "chat.internal,10.0.0.0/8",
                "OMNI_WEBHOOKS_ALLOWED_PORTS", "443,8443",
                "OMNI_LLM_PRICES", "gpt-4o=2.5/10,small=0.15/0.6",
                "OMNI_CONTENT_WINDOW", "17:00-24:00",
                "OMNI_CONTENT_GAP", "15m",
                "OMNI_MEDIA_ROOTS", "/srv/one:/srv/two"));
        given.putAll(Map.of(
                "OMNI_FRESHNESS_INTERVAL", "90s",
                "OMNI_RETENTION_EVENT_LOG", "forever",
                "OMNI_RETENTION_RAW_MEDIA", "7d",
                "OMNI_OIDC_ISSUER", "https://login.example.org",
                "OMNI_GENERATOR", "command",
                "OMNI_GENERATOR_COMMAND", "code --stdin"));

        assertThat(shown(given)).containsAllEntriesOf(given);
    }

    @Test
    void numbers_stay_numbers_and_what_is_not_set_is_null() {
        assertThat(shown(Map.of("OMNI_MEDIA_QUOTA", "7")))
                .containsEntry("OMNI_MEDIA_QUOTA", 7L)
                .containsEntry("OMNI_WORKERS", 8)
                .containsEntry("OMNI_LLM_API_KEY", null)
                .containsEntry("DOCKER_HOST", null);
    }

    @Test
    void secrets_are_stars_also_those_that_the_program_made_itself() {
        Map<String, String> secrets = Map.of(
                "OMNI_DATABASE_URL", "postgresql://app:pa55word-one@db.example.org:5432/omni",
                "OMNI_LLM_API_KEY", "a-key-of-the-model",
                "OMNI_HOOK_SECRET", "what hooks are signed under",
                "OMNI_YOUTUBE_CLIENT_ID", "client-one",
                "OMNI_YOUTUBE_CLIENT_SECRET", "what the client is known by",
                "OMNI_YOUTUBE_REFRESH_TOKEN", "refreshing-one");

        Map<String, @Nullable Object> shown = shown(secrets);

        assertThat(shown)
                .containsEntry("ORCHESTRATOR_TOKEN", "***")
                .containsEntry("OMNI_MASTER_KEY", "***")
                .containsEntry("OMNI_DATABASE_URL", "***")
                .containsEntry("OMNI_DATABASE_USER", "app")
                .containsEntry("OMNI_DATABASE_PASSWORD", "***")
                .containsEntry("OMNI_LLM_API_KEY", "***")
                .containsEntry("OMNI_HOOK_SECRET", "***")
                .containsEntry("OMNI_YOUTUBE_CLIENT_SECRET", "***")
                .containsEntry("OMNI_YOUTUBE_REFRESH_TOKEN", "***");
        assertThat(shown.toString())
                .doesNotContain("pa55word-one", "a-key-of", "signed under", "known by", "refreshing");
    }

    private static Map<String, @Nullable Object> shown(Map<String, String> environment) {
        return PlatformConfigs.of(OmniSettings.from(environment)).settings();
    }
}
