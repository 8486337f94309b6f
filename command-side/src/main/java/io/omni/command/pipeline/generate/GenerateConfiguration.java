package io.omni.command.pipeline.generate;

import io.omni.command.http.DeadlineHttp;
import io.omni.command.pipeline.workspace.Workspaces;
import io.omni.command.service.ServiceHttp;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Chooses the generator that the settings name. */
@Configuration(proxyBeanMethods = false)
class GenerateConfiguration {

    @Bean
    CodeGenerator codeGenerator(
            GenerateSettings settings,
            LlmSettings llm,
            DeadlineHttp http,
            ServiceHttp services,
            ObjectProvider<Workspaces> workspaces,
            ObjectProvider<CommandRunner> runner,
            JsonMapper json,
            Clock clock) {
        return switch (settings.generator()) {
            case OPENAI -> new OpenAiGenerator(ChatEndpoint.of(llm, http, services), llm, json, clock);
            case AGENT -> new AgentGenerator(services, settings.agentPollInterval(), json, clock);
            case COMMAND -> new CommandGenerator(workspaces.getObject(), runner.getObject(), settings.command());
        };
    }
}
