package io.omni.api.settings;

import io.omni.command.content.work.ContentSettings;
import io.omni.command.pipeline.generate.GenerateSettings;
import io.omni.command.pipeline.generate.LlmSettings;
import io.omni.events.content.mind.PlacingParameters;
import io.omni.projection.retention.RetentionSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every setting of the program, checked.
 *
 * @param port the HTTP port, 1..65535; 0 takes any free one ({@code OMNI_PORT}, default 8080)
 * @param dataDir the absolute folder that holds everything this node keeps ({@code OMNI_DATA_DIR}, default {@code ./data})
 * @param profile {@code OMNI_PROFILE}, default sandbox
 * @param operatorToken the operator's bearer token ({@code ORCHESTRATOR_TOKEN}); null: one is made and kept in the data folder
 * @param masterKey what secrets are encrypted under ({@code OMNI_MASTER_KEY}): base64 of 32 bytes, or any text of at least
 *     16 characters; null: one is made and kept in the data folder
 * @param database an outside server; null: the embedded one
 * @param catalog the file that lists the managed services ({@code OMNI_CATALOG}); null: the built-in list
 * @param dockerHost the container engine's address ({@code DOCKER_HOST}); null: the engine's usual socket
 * @param dockerCertificates the folder with the engine's {@code ca.pem}, {@code cert.pem} and {@code key.pem}
 *     ({@code DOCKER_CERT_PATH}); null: no TLS
 * @param restartTimeout how long a restarted service may take to become healthy, 1 s..10 min ({@code OMNI_RESTART_TIMEOUT}, default
 *     60 s)
 * @param llm the language model endpoint ({@code OMNI_LLM_BASE_URL}, {@code _API_KEY}, {@code _MODEL})
 * @param generator who writes the code ({@code OMNI_GENERATOR}, default {@code openai}, and {@code OMNI_GENERATOR_COMMAND}, a
 *     shell's command line)
 * @param edge what the operator says about callers
 * @param probeInterval the time between two probes of one service, 1 s..1 h ({@code OMNI_PROBE_INTERVAL}, default 15 s)
 * @param probeConfirmations how many equal probes in a row it takes to believe that a service is better or worse, 1..10
 *     ({@code OMNI_PROBE_CONFIRMATIONS}, default 2)
 * @param workers how many stages this node works on at once, 0..256; 0: none ({@code OMNI_WORKERS}, default 8)
 * @param allowFileUrls whether a pipeline may clone a {@code file:} URL ({@code OMNI_ALLOW_FILE_URLS}, default: in the sandbox only)
 * @param maxStreams how many live streams of events this node has open at once, 1..5000 ({@code OMNI_MAX_STREAMS}, default 2000)
 * @param retention how long what grows for ever is kept ({@code OMNI_RETENTION_*}, days such as {@code 90d}, or {@code forever})
 * @param workflowSteps how many steps of workflows this node works on at once, 0..1024; 0: none ({@code OMNI_WORKFLOW_STEPS}, default
 *     32)
 * @param hookSecret what inbound hooks are signed under ({@code OMNI_HOOK_SECRET}), at least 8 characters; null: signed hooks are
 *     refused
 * @param freshnessInterval the time between two looks at the freshness of the knowledge layer's sources, 1 s..24 h ({@code
 *     OMNI_FRESHNESS_INTERVAL}, default 5 minutes)
 * @param stardustPublishEvery the shortest time between two checkpoints of the ledger that are made known with an event, 1 s..1 h
 *     ({@code OMNI_STARDUST_PUBLISH_EVERY}, default 10 s)
 * @param webhooks how webhooks are delivered, and to whom ({@code OMNI_WEBHOOKS_…})
 * @param modelPrices what models cost ({@code OMNI_LLM_PRICES}: {@code model=prompt/completion} in US dollars for a million tokens,
 *     separated by commas; default none)
 * @param reconcileInterval the time between two looks for runs that nothing moves any more, 1 s..1 h ({@code OMNI_RECONCILE_INTERVAL},
 *     default 10 s)
 * @param placing when uploads get their slots ({@code OMNI_CONTENT_WINDOW}, default the whole day; {@code OMNI_CONTENT_GAP}, default a
 *     minute)
 * @param content how much of the content pipeline's work this node takes ({@code OMNI_CONTENT_SCRAPERS}, {@code OMNI_CONTENT_ANALYZERS},
 *     {@code OMNI_CONTENT_EDITORS}, {@code OMNI_CONTENT_UPLOADERS}, {@code OMNI_CONTENT_QUEUE}, {@code OMNI_CONTENT_SCRAPE_EVERY},
 *     {@code OMNI_CONTENT_PATIENCE})
 * @param media where the content pipeline's media comes from, how it is worked on and kept, and where clips go
 */
public record OmniSettings(
        int port,
        Path dataDir,
        Profile profile,
        @Nullable String operatorToken,
        @Nullable String masterKey,
        @Nullable DatabaseSettings database,
        @Nullable Path catalog,
        @Nullable URI dockerHost,
        @Nullable Path dockerCertificates,
        Duration restartTimeout,
        LlmSettings llm,
        GenerateSettings generator,
        EdgeSettings edge,
        Duration probeInterval,
        int probeConfirmations,
        int workers,
        boolean allowFileUrls,
        int maxStreams,
        RetentionSettings retention,
        int workflowSteps,
        @Nullable String hookSecret,
        Duration freshnessInterval,
        Duration stardustPublishEvery,
        WebhookOptions webhooks,
        Map<String, ModelPrice> modelPrices,
        Duration reconcileInterval,
        PlacingParameters placing,
        ContentSettings content,
        MediaOptions media) {

    /**
     * Reads and checks the settings.
     *
     * @param environment names and values as the process got them; a blank value counts as unset
     * @throws InvalidSetting for the first one that makes no sense
     */
    public static OmniSettings from(Map<String, String> environment) {
        return new SettingsReader(environment).read();
    }

    /** Without token, key and passwords, so that they reach no log. */
    @Override
    public String toString() {
        return "OmniSettings[port=" + port + ", dataDir=" + dataDir + ", profile=" + profile + "]";
    }
}
