package io.omni.api;

import io.omni.api.event.StreamSettings;
import io.omni.api.pipeline.PipelinePolicy;
import io.omni.api.sandbox.SandboxSettings;
import io.omni.api.settings.OmniSettings;
import io.omni.api.settings.Profile;
import io.omni.api.storage.DataFolder;
import io.omni.command.eventstore.NodeId;
import io.omni.command.knowledge.KnowledgeSettings;
import io.omni.command.pipeline.deploy.DeploySettings;
import io.omni.command.pipeline.generate.GenerateSettings;
import io.omni.command.pipeline.generate.LlmSettings;
import io.omni.command.pipeline.monitor.MonitorSettings;
import io.omni.command.pipeline.test.TestSettings;
import io.omni.command.pipeline.validate.ValidateSettings;
import io.omni.command.pipeline.work.WorkSettings;
import io.omni.command.pipeline.workspace.WorkspaceSettings;
import io.omni.command.process.ProcessSettings;
import io.omni.command.service.BreakerSettings;
import io.omni.command.service.CatalogSettings;
import io.omni.command.service.ProbeSettings;
import io.omni.events.id.Ids;
import io.omni.projection.retention.RetentionSettings;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives every part of the platform its settings. This is the only place where the operator's settings become theirs. */
@Configuration(proxyBeanMethods = false)
class SettingsConfiguration {
    private static final Duration SANDBOX_WATCH = Duration.ofSeconds(5);

    @Bean
    NodeId nodeId(DataFolder folder) {
        return new NodeId(folder.privateText("node", () -> Ids.next("node")));
    }

    @Bean
    PipelinePolicy pipelinePolicy(OmniSettings settings) {
        return new PipelinePolicy(settings.allowFileUrls());
    }

    @Bean
    SandboxSettings sandboxSettings(OmniSettings settings) {
        return SandboxSettings.in(settings.dataDir().resolve("sandbox"));
    }

    @Bean
    WorkSettings workSettings(OmniSettings settings) {
        return new WorkSettings(settings.workers());
    }

    @Bean
    WorkspaceSettings workspaceSettings(OmniSettings settings) {
        WorkspaceSettings defaults = WorkspaceSettings.in(settings.dataDir().resolve("workspaces"));
        return new WorkspaceSettings(
                defaults.root(),
                defaults.maxRepositoryBytes(),
                defaults.maxFiles(),
                defaults.maxFileBytes(),
                defaults.cloneTimeout(),
                defaults.silenceTimeout(),
                settings.allowFileUrls(),
                settings.dataDir().resolve("ssh"));
    }

    @Bean
    ProcessSettings processSettings(OmniSettings settings) {
        return ProcessSettings.hiding(settings.dataDir());
    }

    @Bean
    KnowledgeSettings knowledgeSettings(OmniSettings settings) {
        return KnowledgeSettings.defaults(settings.dataDir());
    }

    @Bean
    GenerateSettings generateSettings(OmniSettings settings) {
        return settings.generator();
    }

    @Bean
    LlmSettings modelSettings(OmniSettings settings) {
        return settings.llm();
    }

    @Bean
    MonitorSettings monitorSettings(OmniSettings settings) {
        MonitorSettings defaults = MonitorSettings.defaults();
        return settings.profile() == Profile.SANDBOX
                ? new MonitorSettings(SANDBOX_WATCH, defaults.interval())
                : defaults;
    }

    @Bean
    ValidateSettings validateSettings() {
        return ValidateSettings.defaults();
    }

    @Bean
    TestSettings testSettings() {
        return TestSettings.defaults();
    }

    @Bean
    DeploySettings deploySettings() {
        return DeploySettings.defaults();
    }

    @Bean
    CatalogSettings catalogSettings(OmniSettings settings) {
        return new CatalogSettings(settings.catalog());
    }

    @Bean
    ProbeSettings probeSettings(OmniSettings settings) {
        return new ProbeSettings(
                settings.probeInterval(), ProbeSettings.defaults().atOnce());
    }

    @Bean
    StreamSettings streamSettings(OmniSettings settings) {
        return StreamSettings.defaults().withMostStreams(settings.maxStreams());
    }

    @Bean
    RetentionSettings retentionSettings(OmniSettings settings) {
        return settings.retention();
    }

    @Bean
    BreakerSettings breakerSettings() {
        return BreakerSettings.defaults();
    }
}
