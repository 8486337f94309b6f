package io.omni.api;

import io.omni.api.edge.HookSettings;
import io.omni.api.event.StreamSettings;
import io.omni.api.metrics.ModelPrices;
import io.omni.api.pipeline.PipelinePolicy;
import io.omni.api.sandbox.SandboxSettings;
import io.omni.api.service.deployment.PlatformConfig;
import io.omni.api.settings.OmniSettings;
import io.omni.api.settings.Profile;
import io.omni.api.stardust.StardustSettings;
import io.omni.api.storage.DataFolder;
import io.omni.command.address.AddressGuard;
import io.omni.command.address.AddressSettings;
import io.omni.command.address.NameResolver;
import io.omni.command.address.Network;
import io.omni.command.content.media.MediaSettings;
import io.omni.command.content.source.SourceSettings;
import io.omni.command.content.target.TargetSettings;
import io.omni.command.content.work.ContentSettings;
import io.omni.command.eventstore.NodeId;
import io.omni.command.knowledge.KnowledgeSettings;
import io.omni.command.knowledge.refresh.RefreshSettings;
import io.omni.command.pipeline.deploy.DeploySettings;
import io.omni.command.pipeline.generate.GenerateSettings;
import io.omni.command.pipeline.generate.LlmSettings;
import io.omni.command.pipeline.monitor.MonitorSettings;
import io.omni.command.pipeline.test.TestSettings;
import io.omni.command.pipeline.validate.ValidateSettings;
import io.omni.command.pipeline.work.WorkSettings;
import io.omni.command.pipeline.workspace.WorkspaceSettings;
import io.omni.command.process.ProcessSettings;
import io.omni.command.run.ReconcilerSettings;
import io.omni.command.service.BreakerSettings;
import io.omni.command.service.CatalogSettings;
import io.omni.command.service.ProbeSettings;
import io.omni.command.service.ServiceCatalog;
import io.omni.command.service.deployment.RestartSettings;
import io.omni.command.service.runtime.DockerSettings;
import io.omni.command.webhook.delivery.WebhookSettings;
import io.omni.command.workflow.work.WorkflowWorkSettings;
import io.omni.events.content.mind.PlacingParameters;
import io.omni.events.id.Ids;
import io.omni.projection.retention.RetentionSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
        return ProbeSettings.defaults().every(settings.probeInterval()).confirming(settings.probeConfirmations());
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

    @Bean
    DockerSettings dockerSettings(OmniSettings settings) {
        return DockerSettings.at(settings.dockerHost(), settings.dockerCertificates());
    }

    @Bean
    RestartSettings restartSettings(OmniSettings settings) {
        RestartSettings defaults = RestartSettings.defaults();
        return defaults.with(Math.min(settings.workers(), defaults.threads()), settings.restartTimeout());
    }

    @Bean
    PlatformConfig platformConfig(OmniSettings settings) {
        return PlatformConfigs.of(settings);
    }

    // Workflows.

    @Bean
    WorkflowWorkSettings workflowWorkSettings(OmniSettings settings) {
        return new WorkflowWorkSettings(settings.workflowSteps());
    }

    @Bean
    ReconcilerSettings reconcilerSettings(OmniSettings settings) {
        return new ReconcilerSettings(settings.reconcileInterval());
    }

    @Bean
    RefreshSettings refreshSettings(OmniSettings settings) {
        return new RefreshSettings(settings.freshnessInterval());
    }

    @Bean
    ModelPrices modelPrices(OmniSettings settings) {
        return new ModelPrices(settings.modelPrices());
    }

    @Bean
    HookSettings hookSettings(OmniSettings settings) {
        return new HookSettings(settings.hookSecret());
    }

    @Bean
    ContentSettings contentSettings(OmniSettings settings) {
        return settings.content();
    }

    @Bean
    PlacingParameters placingParameters(OmniSettings settings) {
        return settings.placing();
    }

    @Bean
    StardustSettings stardustSettings(OmniSettings settings) {
        return new StardustSettings(settings.dataDir().resolve("stardust"), settings.stardustPublishEvery());
    }

    // Webhooks, and the guard of addresses that they share with whatever else asks for URLs from outside.

    @Bean
    WebhookSettings webhookSettings(OmniSettings settings) {
        return settings.webhooks().delivery();
    }

    /** The catalogue's containers are the platform's own; in the sandbox this machine may be reached too. */
    @Bean
    AddressGuard addressGuard(OmniSettings settings, ServiceCatalog catalog) {
        AddressSettings allowed = settings.webhooks().addresses();
        Set<String> hosts = new HashSet<>(allowed.allowedHosts());
        catalog.services().forEach(service -> hosts.add(service.container().toLowerCase(Locale.ROOT)));
        List<Network> networks = new ArrayList<>(allowed.allowedNetworks());
        if (settings.profile() == Profile.SANDBOX) {
            networks.addAll(AddressSettings.loopback());
        }
        return new AddressGuard(new AddressSettings(hosts, networks, allowed.allowedPorts()), NameResolver.SYSTEM);
    }

    // The content pipeline's media.

    @Bean
    MediaSettings mediaSettings(OmniSettings settings) {
        return settings.media().media();
    }

    @Bean
    SourceSettings sourceSettings(OmniSettings settings) {
        return settings.media().sources();
    }

    @Bean
    TargetSettings targetSettings(OmniSettings settings) {
        return settings.media().targets();
    }
}
