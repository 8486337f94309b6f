package io.omni.api.sandbox;

import io.omni.command.secret.MasterKey;
import io.omni.command.secret.SealedBox;
import io.omni.command.service.ServiceCatalog;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.json.JsonMapper;

/** The sandbox platform's parts. Being the primary placement, it takes the services' place without anybody else knowing. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "omni.profile", havingValue = "sandbox")
class SandboxConfiguration {
    private static final Duration STOPPING = Duration.ofMillis(300);
    private static final Duration STARTING = Duration.ofMillis(700);

    @Bean
    Faults sandboxFaults(Clock clock) {
        return new Faults(clock);
    }

    @Bean
    CallBook sandboxCalls(Clock clock) {
        return new CallBook(clock);
    }

    @Bean
    SampleRepository sampleRepository(SandboxSettings settings) {
        return SampleRepository.in(settings.dataDir());
    }

    @Bean
    @Primary
    SandboxPlatform sandboxPlatform(
            Faults sandboxFaults, CallBook sandboxCalls, SandboxSettings settings, JsonMapper json, Clock clock) {
        return new SandboxPlatform(playedServices(json, clock), sandboxFaults, sandboxCalls, settings.slowness(), json);
    }

    /** The containers that the platform's services run in. Being the primary engine, it takes the place of a real one. */
    @Bean
    @Primary
    SandboxEngine sandboxEngine(
            SandboxPlatform platform,
            ServiceCatalog catalog,
            SandboxSettings settings,
            MasterKey masterKey,
            JsonMapper json,
            Clock clock) {
        SandboxEngine engine = new SandboxEngine(
                settings.dataDir().resolve("containers.sealed"),
                new SealedBox(masterKey),
                json,
                clock,
                name -> catalog.services().stream()
                        .anyMatch(service -> service.container().equals(name)),
                STOPPING,
                STARTING);
        platform.runIn(engine::answers);
        return engine;
    }

    static List<PlayedService> playedServices(JsonMapper json, Clock clock) {
        var model = new ScriptedModel(json);
        List<PlayedService> services = new ArrayList<>(new KnowledgeServices(clock).services());
        services.add(new ChatService(model, clock));
        services.add(new AgentService(model));
        services.add(new VectorService(json));
        services.add(new GraphService(json));
        services.add(new WikiService(json));
        services.add(new TokenInfinityService());
        services.add(new ShieldService());
        services.add(new ForgeService());
        return services;
    }
}
