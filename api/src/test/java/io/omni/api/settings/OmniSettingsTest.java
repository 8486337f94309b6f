package io.omni.api.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omni.command.pipeline.generate.GenerateSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OmniSettingsTest {

    @Test
    void an_empty_environment_gives_the_documented_defaults() {
        OmniSettings settings = OmniSettings.from(Map.of());

        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.dataDir()).isEqualTo(Path.of("data").toAbsolutePath());
        assertThat(settings.profile()).isEqualTo(Profile.SANDBOX);
        assertThat(settings.operatorToken()).isNull();
        assertThat(settings.masterKey()).isNull();
        assertThat(settings.database()).isNull();
        assertThat(settings.generator()).isEqualTo(GenerateSettings.defaults());
        assertThat(settings.edge().rateLimits()).isEmpty();
        assertThat(settings.probeInterval()).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.workers()).isEqualTo(8);
        assertThat(settings.allowFileUrls()).isTrue();
    }

    @Test
    void production_refuses_file_urls_unless_told_otherwise() {
        assertThat(OmniSettings.from(Map.of("OMNI_PROFILE", "production")).allowFileUrls())
                .isFalse();
        assertThat(OmniSettings.from(Map.of("OMNI_PROFILE", "production", "OMNI_ALLOW_FILE_URLS", "true"))
                        .allowFileUrls())
                .isTrue();
    }

    @Test
    void a_blank_value_counts_as_unset() {
        OmniSettings settings =
                OmniSettings.from(Map.of("OMNI_PORT", " ", "ORCHESTRATOR_TOKEN", "", "OMNI_CATALOG", ""));

        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.operatorToken()).isNull();
        assertThat(settings.catalog()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"20,PT20S", "15s,PT15S", "2m,PT2M", "1500ms,PT1.5S", "1h,PT1H"})
    void a_probe_interval_is_seconds_or_names_its_unit(String value, Duration expected) {
        assertThat(OmniSettings.from(Map.of("OMNI_PROBE_INTERVAL", value)).probeInterval())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OMNI_PORT | 70000 | OMNI_PORT must be a whole number from 0 to 65535; \"70000\" is none.",
                "OMNI_PORT | -1 | OMNI_PORT must be a whole number from 0 to 65535; \"-1\" is none.",
                "OMNI_PORT | 99999999999999 | OMNI_PORT must be a whole number from 0 to 65535; \"99999999999999\" is none.",
                "OMNI_PROFILE | staging | OMNI_PROFILE must be one of \"sandbox\", \"production\"; \"staging\" is none of them.",
                "ORCHESTRATOR_TOKEN | a b | ORCHESTRATOR_TOKEN must be printable ASCII without spaces, because it travels in an HTTP header.",
                "OMNI_MASTER_KEY | short | OMNI_MASTER_KEY must be base64 of 32 bytes, or a text of at least 16 characters.",
                "OMNI_DATABASE_URL | mysql://h/d | OMNI_DATABASE_URL must look like jdbc:postgresql://host:5432/database or postgresql://user:password@host:5432/database.",
                "OMNI_DATABASE_URL | jdbc:postgresql://h | OMNI_DATABASE_URL must look like jdbc:postgresql://host:5432/database or postgresql://user:password@host:5432/database.",
                "OMNI_DATABASE_USER | omni | OMNI_DATABASE_USER has no effect without OMNI_DATABASE_URL; set both or neither.",
                "OMNI_DATABASE_PASSWORD | pw | OMNI_DATABASE_PASSWORD has no effect without OMNI_DATABASE_URL; set both or neither.",
                "OMNI_CATALOG | /no/such/file | OMNI_CATALOG must name a file that can be read; \"/no/such/file\" is none.",
                "OMNI_LLM_BASE_URL | ftp://x | OMNI_LLM_BASE_URL must be an address that begins with one of http://, https:// and names its target.",
                "OMNI_LLM_BASE_URL | https://key@llm/v1 | OMNI_LLM_BASE_URL must have no user name and no query; the key goes into OMNI_LLM_API_KEY.",
                "DOCKER_HOST | nonsense | DOCKER_HOST must be an address that begins with one of http://, https://, tcp://, unix:// and names its target.",
                "DOCKER_CERT_PATH | /nowhere | DOCKER_CERT_PATH must name a folder with ca.pem, cert.pem and key.pem; ca.pem is not there.",
                "OMNI_GENERATOR | magic | OMNI_GENERATOR must be one of \"openai\", \"agent\", \"command\"; \"magic\" is none of them.",
                "OMNI_GENERATOR | command | OMNI_GENERATOR_COMMAND must be set when OMNI_GENERATOR is \"command\".",
                "OMNI_GENERATOR_COMMAND | coder | OMNI_GENERATOR_COMMAND has no effect unless OMNI_GENERATOR is \"command\"; unset one of the two.",
                "OMNI_RATE_LIMITS | maybe | OMNI_RATE_LIMITS must be \"on\", \"off\" or a list like read=1000/min,service_restart=off (s, min or h).",
                "OMNI_PROBE_INTERVAL | soon | OMNI_PROBE_INTERVAL must be a time such as 15, 15s or 2m; \"soon\" is none.",
                "OMNI_PROBE_INTERVAL | 0 | OMNI_PROBE_INTERVAL must lie between 1s and 1h.",
                "OMNI_RECONCILE_INTERVAL | 0 | OMNI_RECONCILE_INTERVAL must lie between 1s and 1h.",
                "OMNI_WORKERS | 257 | OMNI_WORKERS must be a whole number from 0 to 256; \"257\" is none.",
                "OMNI_ALLOW_FILE_URLS | perhaps | OMNI_ALLOW_FILE_URLS must be \"on\" or \"off\"; \"perhaps\" is neither."
            })
    void a_setting_that_makes_no_sense_is_refused_by_a_sentence_that_names_it(
            String name, String value, String sentence) {
        assertThatThrownBy(() -> OmniSettings.from(Map.of(name, value)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage(sentence);
    }

    @Test
    void a_libpq_url_is_understood_and_its_password_never_shown() {
        DatabaseSettings database = OmniSettings.from(
                        Map.of("OMNI_DATABASE_URL", "postgresql://omni:s3cret@db:5433/omni?sslmode=require"))
                .database();

        assertThat(database).isNotNull();
        assertThat(database.jdbcUrl()).isEqualTo("jdbc:postgresql://db:5433/omni?sslmode=require");
        assertThat(database.user()).isEqualTo("omni");
        assertThat(database.password()).isEqualTo("s3cret");
        assertThat(database.toString()).doesNotContain("s3cret");
    }

    @Test
    void certificates_of_the_engine_are_read_at_the_start(@TempDir Path folder) throws IOException {
        for (String name : List.of("ca.pem", "cert.pem", "key.pem")) {
            Files.writeString(folder.resolve(name), "planted-no-certificate");
        }

        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> OmniSettings.from(Map.of("DOCKER_CERT_PATH", folder.toString())))
                .withMessage(
                        "DOCKER_CERT_PATH must name a folder with ca.pem, cert.pem and key.pem; ca.pem is something else.");
    }

    @Test
    void an_engine_that_is_to_be_verified_needs_certificates() {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> OmniSettings.from(
                        Map.of("DOCKER_HOST", "tcp://engine.internal:2376", "DOCKER_TLS_VERIFY", "1")))
                .withMessage("DOCKER_TLS_VERIFY has no effect without DOCKER_CERT_PATH; set both or neither.");
        assertThat(OmniSettings.from(Map.of("DOCKER_TLS_VERIFY", "1")).dockerHost())
                .isNull();
    }

    @Test
    void settings_print_no_secret() {
        OmniSettings settings = OmniSettings.from(Map.of(
                "ORCHESTRATOR_TOKEN",
                "tok-123",
                "OMNI_MASTER_KEY",
                "a-long-master-key-text",
                "OMNI_LLM_API_KEY",
                "sk-1"));

        assertThat(settings.toString() + settings.llm()).doesNotContain("tok-123", "a-long-master-key-text", "sk-1");
    }
}
