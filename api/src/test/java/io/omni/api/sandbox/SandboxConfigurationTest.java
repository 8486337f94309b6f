package io.omni.api.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.omni.command.secret.MasterKey;
import io.omni.command.service.BreakerSettings;
import io.omni.command.service.CatalogSettings;
import io.omni.command.service.ProbeSettings;
import io.omni.command.service.ServiceCatalog;
import io.omni.command.service.ServiceHttp;
import io.omni.command.service.ServiceProbe;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import tools.jackson.databind.json.JsonMapper;

class SandboxConfigurationTest {
    @TempDir
    Path data;

    @Test
    void in_the_sandbox_the_services_are_on_the_loopback() {
        runner().withPropertyValues("omni.profile=sandbox").run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(SandboxController.class);
            ServiceCatalog catalog = context.getBean(ServiceCatalog.class);
            assertThat(catalog.services())
                    .allSatisfy(service ->
                            assertThat(catalog.baseUrl(service.name())).hasHost("127.0.0.1"));
            assertThat(data.resolve("sample.git")).isDirectory();
        });
    }

    @Test
    void in_production_there_is_no_sandbox() {
        runner().withPropertyValues("omni.profile=production").run(context -> {
            assertThat(context)
                    .hasNotFailed()
                    .hasSingleBean(ServiceHttp.class)
                    .hasSingleBean(ServiceProbe.class)
                    .doesNotHaveBean(SandboxPlatform.class)
                    .doesNotHaveBean(SandboxController.class);
            assertThat(context.getBean(ServiceCatalog.class).baseUrl("vector-memory"))
                    .hasToString("http://omni-qdrant:6333");
            assertThat(data.resolve("sample.git")).doesNotExist();
        });
    }

    private ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
                .withUserConfiguration(Scan.class)
                .withBean(Clock.class, Clock::systemUTC)
                .withBean(JsonMapper.class, () -> JsonMapper.builder().build())
                .withBean(MasterKey.class, () -> MasterKey.of(MasterKey.random()))
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withBean(CatalogSettings.class, () -> new CatalogSettings(null))
                .withBean(BreakerSettings.class, BreakerSettings::defaults)
                .withBean(ProbeSettings.class, ProbeSettings::defaults)
                .withBean(SandboxSettings.class, () -> SandboxSettings.in(data));
    }

    @ComponentScan(
            basePackages = {"io.omni.command.service", "io.omni.api.sandbox"},
            excludeFilters =
                    @ComponentScan.Filter(type = FilterType.REGEX, pattern = "io\\.omni\\.command\\.service\\..+\\..+"))
    static class Scan {}
}
