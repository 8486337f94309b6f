package io.omni.api;

import io.omni.api.service.deployment.PlatformConfig;
import io.omni.api.settings.DatabaseSettings;
import io.omni.api.settings.EdgeSettings;
import io.omni.api.settings.MediaOptions;
import io.omni.api.settings.ModelPrice;
import io.omni.api.settings.OmniSettings;
import io.omni.api.settings.RateLimit;
import io.omni.api.settings.WebhookOptions;
import io.omni.command.content.target.YouTubeSettings;
import io.omni.command.content.work.ContentSettings;
import io.omni.command.secret.Redactor;
import io.omni.command.secret.SecretLook;
import io.omni.events.content.mind.PlacingParameters;
import io.omni.projection.retention.RetentionSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shows the program's own settings, all of them: under the names that operators give them and in the form that they are given in, as they
 * hold; null where nothing is set, and {@code ***} for what is secret.
 */
final class PlatformConfigs {
    private static final int HOUR = 60;

    private final Map<String, @Nullable Object> shown = new LinkedHashMap<>();

    private PlatformConfigs() {}

    static PlatformConfig of(OmniSettings settings) {
        PlatformConfigs configs = new PlatformConfigs();
        configs.putPlatform(settings);
        configs.putWork(settings);
        configs.putCallers(settings.edge());
        configs.putWebhooks(settings.webhooks());
        configs.putContent(settings.content(), settings.placing());
        configs.putMedia(settings.media());
        configs.putRetention(settings.retention(), settings.media());
        return new PlatformConfig(configs.shown);
    }

    private void putPlatform(OmniSettings settings) {
        put("OMNI_PROFILE", settings.profile().name().toLowerCase(Locale.ROOT));
        put("OMNI_PORT", settings.port());
        put("OMNI_DATA_DIR", settings.dataDir());
        // There always are these two: when nobody gives them, the program makes its own.
        put("ORCHESTRATOR_TOKEN", Redactor.REDACTED);
        put("OMNI_MASTER_KEY", Redactor.REDACTED);
        DatabaseSettings database = settings.database();
        put("OMNI_DATABASE_URL", database == null ? "embedded" : Redactor.REDACTED);
        put("OMNI_DATABASE_USER", database == null ? null : database.user());
        put("OMNI_DATABASE_PASSWORD", database == null ? null : database.password());
        put("OMNI_CATALOG", settings.catalog() == null ? "platform" : settings.catalog());
        put("DOCKER_HOST", settings.dockerHost());
        put("DOCKER_CERT_PATH", settings.dockerCertificates());
        put("OMNI_RESTART_TIMEOUT", time(settings.restartTimeout()));
        put("OMNI_PROBE_INTERVAL", time(settings.probeInterval()));
        put("OMNI_PROBE_CONFIRMATIONS", settings.probeConfirmations());
    }

    private void putWork(OmniSettings settings) {
        put("OMNI_LLM_BASE_URL", settings.llm().baseUrl());
        put("OMNI_LLM_MODEL", settings.llm().model());
        put("OMNI_LLM_API_KEY", settings.llm().apiKey());
        put("OMNI_LLM_PRICES", prices(settings.modelPrices()));
        put("OMNI_GENERATOR", settings.generator().generator().name().toLowerCase(Locale.ROOT));
        List<String> command = settings.generator().command();
        put("OMNI_GENERATOR_COMMAND", command.isEmpty() ? null : command.getLast());
        put("OMNI_WORKERS", settings.workers());
        put("OMNI_WORKFLOW_STEPS", settings.workflowSteps());
        put("OMNI_ALLOW_FILE_URLS", settings.allowFileUrls());
        put("OMNI_MAX_STREAMS", settings.maxStreams());
        put("OMNI_HOOK_SECRET", settings.hookSecret());
        put("OMNI_FRESHNESS_INTERVAL", time(settings.freshnessInterval()));
        put("OMNI_RECONCILE_INTERVAL", time(settings.reconcileInterval()));
        put("OMNI_STARDUST_PUBLISH_EVERY", time(settings.stardustPublishEvery()));
    }

    private void putCallers(EdgeSettings edge) {
        put("OMNI_RATE_LIMITS", limits(edge.rateLimits()));
        put("OMNI_TRUSTED_NETWORKS", edge.trustedNetworks());
        put("OMNI_OIDC_ISSUER", edge.oidcIssuer());
        put("OMNI_OIDC_AUDIENCE", edge.oidcAudience());
        put("OMNI_CORS_ORIGINS", list(edge.corsOrigins().stream()));
    }

    private void putWebhooks(WebhookOptions webhooks) {
        put(
                "OMNI_WEBHOOKS_ALLOWED_HOSTS",
                list(Stream.concat(
                        new TreeSet<>(webhooks.addresses().allowedHosts()).stream(),
                        webhooks.addresses().allowedNetworks().stream())));
        put(
                "OMNI_WEBHOOKS_ALLOWED_PORTS",
                list(new TreeSet<>(webhooks.addresses().allowedPorts()).stream()));
        put("OMNI_WEBHOOKS_AT_ONCE", webhooks.delivery().atOnce());
        put("OMNI_WEBHOOKS_PER_ENDPOINT", webhooks.delivery().perEndpoint());
        put("OMNI_WEBHOOKS_PER_SECOND", webhooks.delivery().perSecond());
        put("OMNI_WEBHOOKS_HEAD_OF_LINE", time(webhooks.delivery().headOfLine()));
    }

    private void putContent(ContentSettings content, PlacingParameters placing) {
        put("OMNI_CONTENT_SCRAPERS", content.scrapers());
        put("OMNI_CONTENT_ANALYZERS", content.analyzers());
        put("OMNI_CONTENT_EDITORS", content.editors());
        put("OMNI_CONTENT_UPLOADERS", content.uploaders());
        put("OMNI_CONTENT_GPU", content.gpu());
        put("OMNI_CONTENT_QUEUE", content.queueThreshold());
        put("OMNI_CONTENT_SCRAPE_EVERY", time(content.scrapeEvery()));
        put("OMNI_CONTENT_PATIENCE", time(content.patience()));
        put("OMNI_CONTENT_WINDOW", timeOfDay(placing.windowFromMinute()) + "-" + timeOfDay(placing.windowToMinute()));
        put("OMNI_CONTENT_GAP", placing.gapMinutes() + "m");
    }

    private void putMedia(MediaOptions options) {
        put("OMNI_MEDIA_DIR", options.media().root());
        put("OMNI_MEDIA_QUOTA", options.media().quotaBytes() >> 30);
        put("OMNI_MEDIA_ROOTS", folders(options.sources().folders()));
        put("OMNI_OUTBOX_DIR", options.targets().outbox());
        put("OMNI_MAX_VIDEO_SIZE", options.sources().maxBytes() >> 20);
        put("OMNI_MAX_VIDEO_LENGTH", time(options.media().maxSourceDuration()));
        put("OMNI_RENDER_PRESET", options.media().preset());
        put("OMNI_SPEECH_COMMAND", options.media().speechCommand());
        YouTubeSettings youTube = options.targets().youTube();
        put("OMNI_YOUTUBE_TOKEN", youTube == null ? null : youTube.accessToken());
        put("OMNI_YOUTUBE_CLIENT_ID", youTube == null ? null : youTube.clientId());
        put("OMNI_YOUTUBE_CLIENT_SECRET", youTube == null ? null : youTube.clientSecret());
        put("OMNI_YOUTUBE_REFRESH_TOKEN", youTube == null ? null : youTube.refreshToken());
        put("OMNI_YOUTUBE_UPLOAD_URL", youTube == null ? null : youTube.uploadUrl());
        put("OMNI_YOUTUBE_TOKEN_URL", youTube == null ? null : youTube.tokenUrl());
    }

    private void putRetention(RetentionSettings retention, MediaOptions options) {
        put("OMNI_RETENTION_EVENT_LOG", days(retention.eventLog().orElse(null)));
        put("OMNI_RETENTION_STAGE_LOGS", days(retention.stageLogs().orElse(null)));
        put("OMNI_RETENTION_DELIVERIES", days(retention.deliveries().orElse(null)));
        put("OMNI_RETENTION_API_PACKETS", days(retention.apiPackets().orElse(null)));
        put("OMNI_RETENTION_RAW_MEDIA", days(options.media().keepRaw()));
        put("OMNI_RETENTION_DERIVED_MEDIA", days(options.media().keepDerived()));
    }

    private void put(String name, @Nullable Object value) {
        boolean isPlain = value == null || value instanceof Number || value instanceof Boolean;
        shown.put(
                name,
                isPlain ? value : SecretLook.isSecret(name, value.toString()) ? Redactor.REDACTED : value.toString());
    }

    private static String time(Duration duration) {
        return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    private static String days(@Nullable Period period) {
        return period == null ? "forever" : period.getDays() + "d";
    }

    private static String timeOfDay(int minute) {
        return "%02d:%02d".formatted(minute / HOUR, minute % HOUR);
    }

    private static @Nullable String list(Stream<?> items) {
        String list = items.map(Object::toString).collect(Collectors.joining(","));
        return list.isEmpty() ? null : list;
    }

    private static String folders(Collection<Path> folders) {
        return folders.stream().map(Path::toString).collect(Collectors.joining(":"));
    }

    private static @Nullable String prices(Map<String, ModelPrice> prices) {
        return list(new TreeMap<>(prices)
                .entrySet().stream()
                        .map(e -> e.getKey() + "=" + plain(e.getValue().prompt()) + "/"
                                + plain(e.getValue().completion())));
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private static String limits(@Nullable Map<String, RateLimit> limits) {
        if (limits == null) {
            return "off";
        }
        String list = list(new TreeMap<>(limits).entrySet().stream().map(e -> e.getKey() + "=" + limit(e.getValue())));
        return list == null ? "on" : list;
    }

    private static String limit(RateLimit limit) {
        if (limit.isNone()) {
            return "off";
        }
        long seconds = limit.period().toSeconds();
        return limit.count() + "/" + (seconds == 1 ? "s" : seconds == HOUR ? "min" : "h");
    }
}
