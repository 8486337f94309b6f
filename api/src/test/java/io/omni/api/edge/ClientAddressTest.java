package io.omni.api.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.api.settings.Networks;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** Where a request comes from, whatever it says. */
class ClientAddressTest {
    private static final Networks TRUSTED = Networks.of(List.of("10.0.0.0/8", "fd00::/8", "192.0.2.7"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "198.51.100.1 | 203.0.113.5                     | 198.51.100.1",
                "10.1.2.3     | 203.0.113.5                     | 203.0.113.5",
                "10.1.2.3     | 1.1.1.1, 203.0.113.5, 10.9.9.9  | 203.0.113.5",
                "10.1.2.3     | 203.0.113.5, not an address     | 10.1.2.3",
                "10.1.2.3     | 10.0.0.1                        | 10.0.0.1",
                "fd00::1      | 2001:db8::1                     | 2001:db8::1",
                "192.0.2.7    | 203.0.113.5                     | 203.0.113.5",
                "192.0.2.8    | 203.0.113.5                     | 192.0.2.8",
                "10.1.2.3     |                                 | 10.1.2.3"
            })
    void only_what_trusted_proxies_have_written_is_believed(String peer, String forwarded, String expected) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(peer);
        if (forwarded != null) {
            request.addHeader("X-Forwarded-For", forwarded);
        }

        ClientAddress.find(request, TRUSTED);

        assertThat(ClientAddress.of(request)).isEqualTo(expected);
    }
}
