package io.omni.command.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlServiceCatalogTest {

    @Test
    void the_platforms_own_catalogue_is_sound() {
        var catalog = YamlServiceCatalog.platform(ServicePlacement.PLATFORM_NETWORK);

        assertThat(catalog.services()).hasSize(37);
        assertThat(catalog.services()).extracting(s -> s.tier()).doesNotContain("");
        assertThat(catalog.find("vector-memory")).hasValueSatisfying(s -> {
            assertThat(s.container()).isEqualTo("omni-qdrant");
            assertThat(s.critical()).isTrue();
            assertThat(s.stages()).containsExactly("ingest", "enrich");
        });
        assertThat(catalog.baseUrl("litellm-proxy")).isEqualTo(URI.create("http://omni-litellm:4000"));
        assertThat(catalog.services())
                .allSatisfy(s -> assertThat(s.description()).isPresent());
    }

    @Test
    void a_placement_puts_services_elsewhere() {
        var catalog = YamlServiceCatalog.platform(s -> URI.create("http://127.0.0.1:1/" + s.container()));

        assertThat(catalog.baseUrl("redis")).isEqualTo(URI.create("http://127.0.0.1:1/omni-redis"));
        assertThatThrownBy(() -> catalog.baseUrl("nobody")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void every_fault_is_listed_at_once_with_its_line() {
        String yaml = """
                services:
                  - {name: a, container: omni-a, port: 80, tier: X, health: /h, depends_on: [b]}
                  - {name: b, container: omni-b, port: 99999, tier: X, health: /h, depends_on: [a]}
                  - {name: a, container: omni-c, port: 80, tier: ' ', health: /h}
                  - {name: d, container: omni-d, port: http, tier: X, health: h, depends_on: [nobody]}
                  - {name: e, container: 'bad host', port: 80, tier: X, health: tcp, critical: maybe, stages: [cook]}
                  - {name: f, port: 80, tier: X, health: tcp, colour: red}
                  - just text
                """;

        var invalid = catchThrowableOfType(InvalidCatalog.class, () -> parse(yaml));

        assertThat(invalid.faults()).extracting(InvalidCatalog.Fault::line).isSorted();
        assertThat(invalid.getMessage().lines())
                .first()
                .asString()
                .isEqualTo("The catalogue of services test.yaml has "
                        + invalid.faults().size() + " faults:");
        assertThat(invalid.getMessage())
                .contains("line 2: services depend on each other in a circle: a -> b -> a")
                .contains("line 3: 'port' must be a port from 1 to 65535, not '99999'")
                .contains("line 4: the name 'a' is already taken by line 2")
                .contains("line 4: 'tier' must be a tier's name")
                .contains("line 5: 'port' must be a port from 1 to 65535, not 'http'")
                .contains("line 5: 'health' must be an HTTP path such as /health, or tcp, not 'h'")
                .contains("line 5: 'd' depends on 'nobody', which the catalogue lacks")
                .contains("line 6: 'container' must be a host name, not 'bad host'")
                .contains("line 6: 'critical' must be true or false")
                .contains("line 6: 'cook' is no pipeline stage")
                .contains("line 7: 'container' is missing")
                .contains("line 7: 'colour' is not known here")
                .contains("line 8: a service is an object");
    }

    @Test
    void a_service_that_depends_on_itself_is_a_circle() {
        assertThatThrownBy(() ->
                        parse("services: [{name: a, container: c, port: 1, tier: T, health: tcp, depends_on: [a]}]"))
                .hasMessageContaining("a -> a");
    }

    @Test
    void what_is_no_catalogue_is_refused_with_a_line() {
        assertThatThrownBy(() -> parse("")).isInstanceOf(InvalidCatalog.class).hasMessageContaining("non-empty list");
        assertThatThrownBy(() -> parse("services: []")).hasMessageContaining("non-empty list");
        assertThatThrownBy(() -> parse("services:\n  - {name: a\n")).hasMessageContaining("no valid YAML");
        assertThatThrownBy(() -> parse("services: [!!javax.script.ScriptEngineManager {}]"))
                .isInstanceOf(InvalidCatalog.class);
        assertThatThrownBy(() -> parse("services: &a [*a]")).isInstanceOf(InvalidCatalog.class);
    }

    @Test
    void an_operators_file_replaces_the_platforms(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("services.yaml");
        Files.writeString(
                file, "services: [{name: mine, container: my-host, port: 81, tier: T, health: /, version: 2.0.1}]");

        var catalog = YamlServiceCatalog.ofFile(file, ServicePlacement.PLATFORM_NETWORK);

        assertThat(catalog.services()).hasSize(1);
        assertThat(catalog.find("mine").orElseThrow().version()).contains("2.0.1");
        assertThatThrownBy(
                        () -> YamlServiceCatalog.ofFile(folder.resolve("none.yaml"), ServicePlacement.PLATFORM_NETWORK))
                .hasMessageContaining("none.yaml");
    }

    @Test
    void a_changed_file_takes_effect_and_a_broken_one_does_not(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("services.yaml");
        Files.writeString(file, "services: [{name: a, container: c, port: 1, tier: T, health: /}]");
        var live = LiveServiceCatalog.of(new CatalogSettings(file), ServicePlacement.PLATFORM_NETWORK);
        var before = live.services();

        assertThat(live.reload()).isFalse();
        assertThat(live.services()).isSameAs(before);

        Files.writeString(file, "services: [{name: b, container: c, port: 0, tier: T, health: /}]");
        assertThatThrownBy(live::reload).isInstanceOf(InvalidCatalog.class).hasMessageContaining("line 1");
        assertThat(live.services()).isSameAs(before);

        Files.writeString(file, "services: [{name: b, container: c, port: 2, tier: T, health: /}]");
        assertThat(live.reload()).isTrue();
        assertThat(live.find("a")).isEmpty();
        assertThat(live.baseUrl("b")).isEqualTo(URI.create("http://c:2"));

        Files.delete(file);
        assertThatThrownBy(live::reload).isInstanceOf(InvalidCatalog.class).hasMessageContaining("can't be read");
        assertThat(live.find("b")).isPresent();
    }

    private static YamlServiceCatalog parse(String yaml) {
        return YamlServiceCatalog.parse("test.yaml", yaml, ServicePlacement.PLATFORM_NETWORK);
    }
}
