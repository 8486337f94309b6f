package io.omni.command.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    private final Map<String, List<InetAddress>> names = new HashMap<>(Map.of("example.com", list("93.184.215.14")));
    private final AddressGuard guard = guard(AddressSettings.allowing(Set.of("omni-n8n"), List.of()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://127.1/",
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0x7f.0.0.1/",
                "http://0177.0.0.1/",
                "http://127.0.0.01/",
                "http://0/",
                "http://127.0.0.1./",
                "http://%31%32%37.0.0.1/",
                "http://１２７.0.0.1/",
                "http://10.1.2.3/",
                "http://172.31.255.255/",
                "http://192.168.0.1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://100.100.100.200/",
                "http://100.64.0.1/",
                "http://198.18.0.1/",
                "http://224.0.0.1/",
                "http://255.255.255.255/",
                "http://0.0.0.0/",
                "http://[::1]/",
                "http://[::]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::ffff:a9fe:a9fe]/",
                "http://[::127.0.0.1]/",
                "http://[64:ff9b::7f00:1]/",
                "http://[64:ff9b::a9fe:a9fe]/",
                "http://[64:ff9b:1::1]/",
                "http://[2002:7f00:1::]/",
                "http://[2002:a9fe:a9fe::1]/",
                "http://[2001::1]/",
                "http://[2001:db8::1]/",
                "http://[fe80::1]/",
                "http://[fec0::1]/",
                "http://[fd00:ec2::254]/",
                "http://[fc00::1]/",
                "http://[ff02::1]/"
            })
    void an_address_that_is_not_public_is_refused_however_it_is_written(String url) {
        assertThat(guard.problem(url)).isNotNull();
        HttpUrl parsed = HttpUrl.parse(url);
        if (parsed != null) {
            assertThatThrownBy(() -> guard.addresses(parsed)).isInstanceOf(BlockedAddress.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.com/",
                "https:///path",
                "https:example.com",
                "//example.com/",
                "example.com",
                "https://user:password@example.com/",
                "https://user@example.com/",
                "https://example.com/#there",
                "https://example.com/a b",
                "https://example.com\\@127.0.0.1/",
                "https://example.com:22/",
                "https://example.com:6379/",
                "https://example.com:99999/",
                "https://exa\u0000mple.com/"
            })
    void a_url_that_breaks_a_rule_is_refused(String url) {
        assertThat(guard.problem(url)).isNotNull();
    }

    @Test
    void a_url_of_ten_thousand_characters_is_refused() {
        assertThat(guard.problem("https://example.com/" + "a".repeat(9_980))).contains("2,048");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/hook?a=b",
                "http://EXAMPLE.com./hook",
                "https://example.com:8443/hook",
                "https://93.184.215.14/",
                "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/",
                "http://[64:ff9b::5db8:d70e]/",
                "https://not-there-yet.example/hook"
            })
    void a_public_address_may_be_used(String url) {
        assertThat(guard.problem(url)).isNull();
    }

    @Test
    void one_private_address_among_public_ones_spoils_the_name() {
        names.put("mixed.example", list("93.184.215.14", "10.0.0.1"));

        assertThat(guard.problem("https://mixed.example/")).isNotNull();
    }

    @Test
    void a_name_that_has_come_to_lead_elsewhere_is_refused_at_the_connection() throws Exception {
        HttpUrl url = HttpUrl.get("https://example.com/hook");
        assertThat(guard.addresses(url)).isEqualTo(list("93.184.215.14"));

        names.put("example.com", list("169.254.169.254"));

        assertThatThrownBy(() -> guard.addresses(url))
                .isInstanceOf(BlockedAddress.class)
                .message()
                .doesNotContain("169.254");
    }

    @Test
    void a_host_that_the_operator_allows_may_be_private_and_on_any_port() throws Exception {
        names.put("omni-n8n", list("172.18.0.5"));

        assertThat(guard.problem("http://omni-n8n:5678/webhook/pipeline-complete"))
                .isNull();
        assertThat(guard.addresses(HttpUrl.get("http://OMNI-N8N:5678/"))).isEqualTo(list("172.18.0.5"));
        names.remove("omni-n8n");
        assertThat(guard.problem("http://omni-n8n:5678/")).isNull();
        assertThat(guard.problem("http://omni-other:5678/")).contains("port 5678");
    }

    @Test
    void a_network_that_the_operator_allows_is_reached_on_any_port_by_address_and_by_name() {
        AddressGuard loopback = guard(AddressSettings.allowing(Set.of(), AddressSettings.loopback()));
        names.put("localhost", list("127.0.0.1", "::1"));
        names.put("half.local", list("127.0.0.1", "10.0.0.1"));

        assertThat(loopback.problem("http://127.0.0.1:35123/")).isNull();
        assertThat(loopback.problem("http://[::1]:35123/")).isNull();
        assertThat(loopback.problem("http://localhost:35123/")).isNull();
        assertThat(loopback.problem("http://half.local:80/")).isNotNull();
        assertThat(loopback.problem("http://10.0.0.1/")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0/33", "10.0.0/8", "::/129", "10.0.0.0/", "10.0.0.0/-1", "host/8", "010.0.0.1"})
    void what_is_no_range_is_refused(String text) {
        assertThatThrownBy(() -> Network.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private AddressGuard guard(AddressSettings settings) {
        return new AddressGuard(settings, host -> {
            List<InetAddress> found = names.get(host);
            if (found == null) {
                throw new UnknownHostException(host);
            }
            return found;
        });
    }

    private static List<InetAddress> list(String... addresses) {
        return List.of(addresses).stream().map(Network::literal).toList();
    }
}
