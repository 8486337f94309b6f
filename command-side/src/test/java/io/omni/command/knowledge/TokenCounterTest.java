package io.omni.command.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.api.EncodingType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenCounterTest {
    private final TokenCounter counter = new TokenCounter();

    @ParameterizedTest
    @CsvSource({
        "gpt-4o, O200K_BASE",
        "openai/gpt-4o-mini, O200K_BASE",
        "gpt-4.1, O200K_BASE",
        "o3, O200K_BASE",
        "gpt-4, CL100K_BASE",
        "gpt-4-turbo, CL100K_BASE",
        "azure/GPT-3.5-turbo, CL100K_BASE",
        "text-embedding-3-small, CL100K_BASE",
        "llama3:8b, O200K_BASE"
    })
    void the_encoding_is_the_models(String model, EncodingType encoding) {
        assertThat(TokenCounter.encodingOf(model)).isEqualTo(encoding);
    }

    @Test
    void without_a_model_the_newest_encoding_counts() {
        assertThat(TokenCounter.encodingOf(null)).isEqualTo(EncodingType.O200K_BASE);
        assertThat(counter.forModel(null).applyAsInt("hello world")).isEqualTo(2);
    }

    @Test
    void special_tokens_in_a_text_are_text() {
        assertThat(counter.forModel("gpt-4").applyAsInt("<|endoftext|>")).isGreaterThan(1);
    }
}
