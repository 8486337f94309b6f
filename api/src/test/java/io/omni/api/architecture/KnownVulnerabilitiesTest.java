package io.omni.api.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.artifact.versioning.DefaultArtifactVersion;
import org.apache.maven.artifact.versioning.InvalidVersionSpecificationException;
import org.apache.maven.artifact.versioning.VersionRange;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Holds what the product is built on, as its bill of materials has it, against the list of known vulnerabilities beside this class. */
class KnownVulnerabilitiesTest {
    private static final Path BILL_OF_MATERIALS =
            Path.of("target", "classes", "META-INF", "sbom", "application.cdx.json");

    private record Component(String name, String version) {}

    private record Advisory(String id, String name, VersionRange affected) {
        boolean concerns(Component component) {
            return name.equals(component.name)
                    && affected.containsVersion(new DefaultArtifactVersion(component.version));
        }
    }

    @Test
    void nothing_that_is_known_to_be_vulnerable_is_built_in() throws IOException {
        List<Component> components = components();

        assertThat(components).hasSizeGreaterThan(100);
        assertThat(found(components)).isEmpty();
    }

    @Test
    void what_is_vulnerable_is_found_and_what_was_mended_is_not() throws IOException {
        assertThat(found(List.of(
                        new Component("org.postgresql:postgresql", "42.7.6"),
                        new Component("org.postgresql:postgresql", "42.7.7"),
                        new Component("org.eclipse.jgit:org.eclipse.jgit", "7.1.0.202411261347-r"),
                        new Component("org.eclipse.jgit:org.eclipse.jgit", "7.8.1.202611041320-r"),
                        new Component("org.apache.tomcat.embed:tomcat-embed-core", "11.0.0-M20"))))
                .containsExactlyInAnyOrder(
                        "org.postgresql:postgresql 42.7.6: CVE-2025-49146",
                        "org.eclipse.jgit:org.eclipse.jgit 7.1.0.202411261347-r: CVE-2025-4949",
                        "org.apache.tomcat.embed:tomcat-embed-core 11.0.0-M20: CVE-2024-34750",
                        "org.apache.tomcat.embed:tomcat-embed-core 11.0.0-M20: CVE-2024-50379",
                        "org.apache.tomcat.embed:tomcat-embed-core 11.0.0-M20: CVE-2024-56337",
                        "org.apache.tomcat.embed:tomcat-embed-core 11.0.0-M20: CVE-2025-24813",
                        "org.apache.tomcat.embed:tomcat-embed-core 11.0.0-M20: CVE-2025-31650",
                        "org.apache.tomcat.embed:tomcat-embed-core 11.0.0-M20: CVE-2025-31651",
                        "org.apache.tomcat.embed:tomcat-embed-core 11.0.0-M20: CVE-2025-46701",
                        "org.apache.tomcat.embed:tomcat-embed-core 11.0.0-M20: CVE-2025-48988",
                        "org.apache.tomcat.embed:tomcat-embed-core 11.0.0-M20: CVE-2025-49125",
                        "org.apache.tomcat.embed:tomcat-embed-core 11.0.0-M20: CVE-2025-52520",
                        "org.apache.tomcat.embed:tomcat-embed-core 11.0.0-M20: CVE-2025-53506",
                        "org.apache.tomcat.embed:tomcat-embed-core 11.0.0-M20: CVE-2025-48989",
                        "org.apache.tomcat.embed:tomcat-embed-core 11.0.0-M20: CVE-2025-55752",
                        "org.apache.tomcat.embed:tomcat-embed-core 11.0.0-M20: CVE-2025-61795");
    }

    private static List<String> found(List<Component> components) throws IOException {
        List<Advisory> advisories = advisories();
        return components.stream()
                .flatMap(component -> advisories.stream()
                        .filter(advisory -> advisory.concerns(component))
                        .map(advisory -> component.name + " " + component.version + ": " + advisory.id))
                .toList();
    }

    private static List<Component> components() throws IOException {
        List<Component> components = new ArrayList<>();
        JsonMapper.shared()
                .readTree(Files.readAllBytes(BILL_OF_MATERIALS))
                .path("components")
                .forEach(component -> components.add(new Component(
                        component.path("group").asString() + ":"
                                + component.path("name").asString(),
                        component.path("version").asString())));
        return components;
    }

    private static List<Advisory> advisories() throws IOException {
        try (InputStream file = KnownVulnerabilitiesTest.class.getResourceAsStream("advisories.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(KnownVulnerabilitiesTest::advisory)
                    .toList();
        }
    }

    private static Advisory advisory(String line) {
        String[] parts = line.split(" ");
        assertThat(parts).as(line).hasSize(3);
        try {
            return new Advisory(parts[0], parts[1], VersionRange.createFromVersionSpec(parts[2]));
        } catch (InvalidVersionSpecificationException e) {
            throw new AssertionError(line, e);
        }
    }
}
