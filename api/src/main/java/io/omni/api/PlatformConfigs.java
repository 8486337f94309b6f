package io.omni.api;

import io.omni.api.service.deployment.PlatformConfig;
import io.omni.api.settings.OmniSettings;
import io.omni.command.secret.Redactor;
import io.omni.command.secret.SecretLook;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows the program's own settings: under the names that operators give them, and what is secret as {@code ***}. */
final class PlatformConfigs {
    private PlatformConfigs() {}

    static PlatformConfig of(OmniSettings settings) {
        Map<String, Object> shown = new LinkedHashMap<>();
        put(shown, "OMNI_PROFILE", settings.profile().name().toLowerCase(Locale.ROOT));
        put(shown, "OMNI_PORT", settings.port());
        put(shown, "OMNI_DATA_DIR", settings.dataDir());
        put(shown, "ORCHESTRATOR_TOKEN", settings.operatorToken());
        put(shown, "OMNI_MASTER_KEY", settings.masterKey());
        put(shown, "OMNI_DATABASE_URL", settings.database() == null ? "embedded" : Redactor.REDACTED);
        put(shown, "OMNI_CATALOG", settings.catalog() == null ? "platform" : settings.catalog());
        put(shown, "DOCKER_HOST", settings.dockerHost());
        put(shown, "DOCKER_CERT_PATH", settings.dockerCertificates());
        put(shown, "OMNI_RESTART_TIMEOUT", settings.restartTimeout().toSeconds() + "s");
        put(shown, "OMNI_LLM_BASE_URL", settings.llm().baseUrl());
        put(shown, "OMNI_LLM_MODEL", settings.llm().model());
        put(shown, "OMNI_LLM_API_KEY", settings.llm().apiKey());
        put(shown, "OMNI_GENERATOR", settings.generator().generator().name().toLowerCase(Locale.ROOT));
        put(shown, "OMNI_PROBE_INTERVAL", settings.probeInterval().toSeconds() + "s");
        put(shown, "OMNI_WORKERS", settings.workers());
        put(shown, "OMNI_ALLOW_FILE_URLS", settings.allowFileUrls());
        return new PlatformConfig(shown);
    }

    private static void put(Map<String, Object> shown, String name, @Nullable Object value) {
        if (value == null) {
            return;
        }
        boolean isPlain = value instanceof Number || value instanceof Boolean;
        shown.put(
                name,
                isPlain ? value : SecretLook.isSecret(name, value.toString()) ? Redactor.REDACTED : value.toString());
    }
}
