package io.omni.api.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookSettingsReaderTest {

    @Test
    void names_and_networks_are_told_apart() {
        WebhookOptions options = OmniSettings.from(Map.of(
                        "OMNI_WEBHOOKS_ALLOWED_HOSTS",
                        "Chat.internal, 10.0.0.0/8,fd00::/8 , 192.168.1.7,",
                        "OMNI_WEBHOOKS_ALLOWED_PORTS",
                        "443, 9000",
                        "OMNI_WEBHOOKS_HEAD_OF_LINE",
                        "2m"))
                .webhooks();

        assertThat(options.addresses().allowedHosts()).containsExactly("chat.internal");
        assertThat(options.addresses().allowedNetworks()).hasSize(3);
        assertThat(options.addresses().allowedPorts()).containsExactlyInAnyOrder(443, 9000);
        assertThat(options.delivery().headOfLine()).isEqualTo(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OMNI_WEBHOOKS_ALLOWED_HOSTS | 10.0.0.0/33 | OMNI_WEBHOOKS_ALLOWED_HOSTS must list host names and networks such as chat.internal, 10.0.0.0/8 with commas between them; \"10.0.0.0/33\" is neither.",
                "OMNI_WEBHOOKS_ALLOWED_HOSTS | http://x | OMNI_WEBHOOKS_ALLOWED_HOSTS must list host names and networks such as chat.internal, 10.0.0.0/8 with commas between them; \"http://x\" is neither.",
                "OMNI_WEBHOOKS_ALLOWED_PORTS | 0 | OMNI_WEBHOOKS_ALLOWED_PORTS must list ports from 1 to 65535 with commas between them; \"0\" is none.",
                "OMNI_WEBHOOKS_AT_ONCE | 5000 | OMNI_WEBHOOKS_AT_ONCE must be a whole number from 0 to 4096; \"5000\" is none.",
                "OMNI_WEBHOOKS_PER_ENDPOINT | 0 | OMNI_WEBHOOKS_PER_ENDPOINT must be a whole number from 1 to 1024; \"0\" is none.",
                "OMNI_WEBHOOKS_PER_SECOND | many | OMNI_WEBHOOKS_PER_SECOND must be a whole number from 1 to 100000; \"many\" is none.",
                "OMNI_WEBHOOKS_HEAD_OF_LINE | 100h | OMNI_WEBHOOKS_HEAD_OF_LINE must lie between 1s and 72h."
            })
    void a_setting_that_makes_no_sense_is_refused_by_a_sentence_that_names_it(
            String name, String value, String sentence) {
        assertThatThrownBy(() -> OmniSettings.from(Map.of(name, value)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage(sentence);
    }
}
