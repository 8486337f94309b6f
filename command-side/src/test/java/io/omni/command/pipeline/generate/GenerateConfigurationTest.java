package io.omni.command.pipeline.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.command.http.DeadlineHttp;
import io.omni.command.pipeline.artifact.ArtifactStore;
import io.omni.command.pipeline.generate.GenerateSettings.Generator;
import io.omni.command.pipeline.work.StageExecutor;
import io.omni.command.pipeline.workspace.Workspaces;
import io.omni.command.process.ConfinedProcess;
import io.omni.command.process.ProcessSettings;
import io.omni.command.service.ServiceHttp;
import io.omni.events.pipeline.Stage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;
import tools.jackson.databind.json.JsonMapper;

class GenerateConfigurationTest {

    @ParameterizedTest
    @CsvSource({"OPENAI, openai", "AGENT, agent", "COMMAND, command"})
    void the_settings_choose_the_generator(Generator generator, String name) {
        var settings = new GenerateSettings(generator, Duration.ofMinutes(1), Duration.ofSeconds(1), List.of("coder"));
        new ApplicationContextRunner()
                .withUserConfiguration(Scan.class)
                .withBean(GenerateSettings.class, () -> settings)
                .withBean(LlmSettings.class, LlmSettings::defaults)
                .withBean(DeadlineHttp.class, DeadlineHttp::new)
                .withBean(Clock.class, Clock::systemUTC)
                .withBean(JsonMapper.class, () -> JsonMapper.builder().build())
                .withBean(ServiceHttp.class, () -> Mockito.mock(ServiceHttp.class))
                .withBean(Workspaces.class, () -> Mockito.mock(Workspaces.class))
                .withBean(ConfinedProcess.class, () -> new ConfinedProcess(ProcessSettings.defaults()))
                .withBean(ArtifactStore.class, Fixtures.Artifacts::new)
                .withBean(EventStore.class, () -> Mockito.mock(EventStore.class))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(CodeGenerator.class).name()).isEqualTo(name);
                    assertThat(context.getBean(StageExecutor.class).stage()).isEqualTo(Stage.GENERATE);
                });
    }

    @ComponentScan("io.omni.command.pipeline.generate")
    static class Scan {}
}
