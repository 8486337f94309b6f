package io.omni.command.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class MasterKeyTest {

    @Test
    void base64_of_32_bytes_is_the_key_itself() {
        byte[] bytes = new byte[32];
        bytes[0] = 7;

        MasterKey key = MasterKey.of(Base64.getEncoder().encodeToString(bytes));

        assertThat(key.key().getEncoded()).isEqualTo(bytes);
    }

    @Test
    void a_passphrase_gives_every_node_the_same_key() {
        MasterKey here = MasterKey.of("correct horse battery staple");
        MasterKey there = MasterKey.of("correct horse battery staple");
        MasterKey other = MasterKey.of("correct horse battery stable");

        assertThat(here.key()).isEqualTo(there.key());
        assertThat(here.id()).isEqualTo(there.id()).isNotEqualTo(other.id());
        assertThat(here.key().getEncoded()).hasSize(32);
    }

    @Test
    void a_short_text_is_refused() {
        assertThatThrownBy(() -> MasterKey.of("fifteen chars..")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void neither_its_name_nor_its_text_gives_the_key_away() {
        String text = MasterKey.random();
        MasterKey key = MasterKey.of(text);

        assertThat(key.toString()).doesNotContain(text).contains(key.id());
        assertThat(key.id()).matches("[0-9a-f]{16}");
    }
}
