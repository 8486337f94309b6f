package io.omni.command.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretLookTest {

    @ParameterizedTest
    @CsvSource({
        "OPENAI_API_KEY,x",
        "apiKey,x",
        "DBPASSWORD,x",
        "PASSWORD,12345678",
        "SENTRY_DSN,x",
        "GITHUB_TOKEN,x",
        "TOKENS,abc",
        "AWS_SECRET_ACCESS_KEY,x",
        "DATABASE_URL,postgres://u:p@db/x",
        "REPO,https://token@git.example/x",
        "CERT,-----BEGIN PRIVATE KEY-----abc",
        "OPTIONS,--password=hunter22"
    })
    void what_looks_like_a_secret_is_one(String name, String text) {
        assertThat(SecretLook.isSecret(name, text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "LITELLM_MODEL,gpt-4o",
        "MAX_TOKENS,8000",
        "TOKENIZER,cl100k",
        "KEYCLOAK_URL,http://keycloak:8080",
        "DATABASE_URL,postgres://db/x",
        "LOG_LEVEL,debug"
    })
    void what_does_not_is_none(String name, String text) {
        assertThat(SecretLook.isSecret(name, text)).isFalse();
    }
}
