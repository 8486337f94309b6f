package io.omni.api.settings;

import io.omni.command.pipeline.generate.GenerateSettings;
import io.omni.command.pipeline.generate.GenerateSettings.Generator;
import io.omni.command.pipeline.generate.LlmSettings;
import io.omni.command.service.runtime.DockerCertificates;
import io.omni.projection.retention.RetentionSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns the environment into {@link OmniSettings}, or refuses with a sentence that names the setting. */
final class SettingsReader {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)?");
    private static final Pattern DAYS =
            Pattern.compile("([1-9][0-9]{0,3}|[12][0-9]{4}|3[0-5][0-9]{3}|36[0-4][0-9]{2}|36500)d?");
    private static final Set<String> ENGINE_SCHEMES = Set.of("unix", "tcp", "http", "https");
    private static final int SHORTEST_MASTER_KEY = 16;
    private static final Pattern PRICE =
            Pattern.compile("([^=,\\s]{1,200})=([0-9]{1,6}(?:\\.[0-9]{1,6})?)/([0-9]{1,6}(?:\\.[0-9]{1,6})?)");
    private static final int SHORTEST_HOOK_SECRET = 8;

    private final Map<String, String> environment;

    SettingsReader(Map<String, String> environment) {
        this.environment = environment;
    }

    OmniSettings read() {
        Profile profile = choice("OMNI_PROFILE", Profile.class).orElse(Profile.SANDBOX);
        return new OmniSettings(
                number("OMNI_PORT", 0, 65_535, 8080),
                dataDir(),
                profile,
                token(),
                masterKey(),
                DatabaseUrl.read(this),
                catalog(),
                uri("DOCKER_HOST", ENGINE_SCHEMES),
                dockerCertificates(),
                restartTimeout(),
                model(),
                generator(),
                EdgeSettingsReader.read(this),
                probeInterval(),
                number("OMNI_PROBE_CONFIRMATIONS", 1, 10, 2),
                number("OMNI_WORKERS", 0, 256, 8),
                flag("OMNI_ALLOW_FILE_URLS", profile == Profile.SANDBOX),
                number("OMNI_MAX_STREAMS", 1, 5_000, 2_000),
                retention(),
                number("OMNI_WORKFLOW_STEPS", 0, 1_024, 32),
                hookSecret(),
                freshnessInterval(),
                stardustPublishEvery(),
                WebhookSettingsReader.read(this),
                modelPrices(),
                reconcileInterval(),
                PlacingReader.read(this),
                ContentSettingsReader.read(this),
                MediaSettingsReader.read(this, dataDir()));
    }

    private Path dataDir() {
        return path("OMNI_DATA_DIR")
                .orElseGet(() -> Path.of("data").toAbsolutePath().normalize());
    }

    private RetentionSettings retention() {
        RetentionSettings defaults = RetentionSettings.defaults();
        return new RetentionSettings(
                period("OMNI_RETENTION_EVENT_LOG", defaults.eventLog()),
                period("OMNI_RETENTION_STAGE_LOGS", defaults.stageLogs()),
                period("OMNI_RETENTION_DELIVERIES", defaults.deliveries()),
                period("OMNI_RETENTION_API_PACKETS", defaults.apiPackets()));
    }

    /** Days, or for ever. */
    Optional<Period> period(String name, Optional<Period> fallback) {
        String value = text(name);
        if (value == null) {
            return fallback;
        }
        if (value.equalsIgnoreCase("forever")) {
            return Optional.empty();
        }
        Matcher days = DAYS.matcher(value.toLowerCase(Locale.ROOT));
        if (!days.matches()) {
            throw new InvalidSetting(
                    name,
                    "must be a number of days such as 90d, from 1d to 36500d, or \"forever\"; \"" + shown(value)
                            + "\" is neither.");
        }
        return Optional.of(Period.ofDays(Integer.parseInt(days.group(1))));
    }

    /** The trimmed value; null when unset or blank (Compose files pass unset variables on as empty ones). */
    @Nullable
    String text(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private @Nullable String token() {
        String token = text("ORCHESTRATOR_TOKEN");
        if (token != null && !token.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new InvalidSetting(
                    "ORCHESTRATOR_TOKEN",
                    "must be printable ASCII without spaces, because it travels in an HTTP header.");
        }
        return token;
    }

    private Map<String, ModelPrice> modelPrices() {
        String value = text("OMNI_LLM_PRICES");
        Map<String, ModelPrice> prices = new HashMap<>();
        for (String one : value == null ? new String[0] : value.split(",")) {
            Matcher price = PRICE.matcher(one.strip());
            if (!price.matches()) {
                throw new InvalidSetting(
                        "OMNI_LLM_PRICES",
                        "must list prices such as gpt-4o=2.5/10, in dollars for a million tokens read and written; \""
                                + shown(one.strip()) + "\" is none.");
            }
            prices.put(
                    price.group(1),
                    new ModelPrice(Double.parseDouble(price.group(2)), Double.parseDouble(price.group(3))));
        }
        return prices;
    }

    private Duration freshnessInterval() {
        Duration interval = duration("OMNI_FRESHNESS_INTERVAL", Duration.ofMinutes(5));
        if (interval.compareTo(Duration.ofSeconds(1)) < 0 || interval.compareTo(Duration.ofHours(24)) > 0) {
            throw new InvalidSetting("OMNI_FRESHNESS_INTERVAL", "must lie between 1s and 24h.");
        }
        return interval;
    }

    private Duration reconcileInterval() {
        Duration interval = duration("OMNI_RECONCILE_INTERVAL", Duration.ofSeconds(10));
        if (interval.compareTo(Duration.ofSeconds(1)) < 0 || interval.compareTo(Duration.ofHours(1)) > 0) {
            throw new InvalidSetting("OMNI_RECONCILE_INTERVAL", "must lie between 1s and 1h.");
        }
        return interval;
    }

    private @Nullable String hookSecret() {
        String secret = text("OMNI_HOOK_SECRET");
        if (secret != null && secret.length() < SHORTEST_HOOK_SECRET) {
            throw new InvalidSetting("OMNI_HOOK_SECRET", "must be a text of at least 8 characters.");
        }
        return secret;
    }

    private @Nullable String masterKey() {
        String key = text("OMNI_MASTER_KEY");
        if (key != null && key.length() < SHORTEST_MASTER_KEY) {
            throw new InvalidSetting(
                    "OMNI_MASTER_KEY", "must be base64 of 32 bytes, or a text of at least 16 characters.");
        }
        return key;
    }

    private @Nullable Path catalog() {
        Path catalog = path("OMNI_CATALOG").orElse(null);
        if (catalog != null && !(Files.isRegularFile(catalog) && Files.isReadable(catalog))) {
            throw new InvalidSetting("OMNI_CATALOG", "must name a file that can be read; \"" + catalog + "\" is none.");
        }
        return catalog;
    }

    private @Nullable Path dockerCertificates() {
        Path folder = path("DOCKER_CERT_PATH").orElse(null);
        if (folder == null) {
            URI host = uri("DOCKER_HOST", ENGINE_SCHEMES);
            if (text("DOCKER_TLS_VERIFY") != null
                    && host != null
                    && host.getScheme().equals("tcp")) {
                throw new InvalidSetting(
                        "DOCKER_TLS_VERIFY", "has no effect without DOCKER_CERT_PATH; set both or neither.");
            }
            return null;
        }
        String unusable = DockerCertificates.unusable(folder);
        if (unusable != null) {
            String why = Files.isReadable(folder.resolve(unusable)) ? " is something else." : " is not there.";
            throw new InvalidSetting(
                    "DOCKER_CERT_PATH", "must name a folder with ca.pem, cert.pem and key.pem; " + unusable + why);
        }
        return folder;
    }

    private LlmSettings model() {
        LlmSettings defaults = LlmSettings.defaults();
        URI baseUrl = uri("OMNI_LLM_BASE_URL", Set.of("http", "https"));
        if (baseUrl != null && (baseUrl.getRawUserInfo() != null || baseUrl.getRawQuery() != null)) {
            throw new InvalidSetting(
                    "OMNI_LLM_BASE_URL", "must have no user name and no query; the key goes into OMNI_LLM_API_KEY.");
        }
        String model = text("OMNI_LLM_MODEL");
        return new LlmSettings(
                baseUrl,
                text("OMNI_LLM_API_KEY"),
                model == null ? defaults.model() : model,
                defaults.timeout(),
                defaults.maxAnswerBytes());
    }

    private GenerateSettings generator() {
        Generator generator = choice("OMNI_GENERATOR", Generator.class).orElse(Generator.OPENAI);
        String command = text("OMNI_GENERATOR_COMMAND");
        if (generator == Generator.COMMAND && command == null) {
            throw new InvalidSetting("OMNI_GENERATOR_COMMAND", "must be set when OMNI_GENERATOR is \"command\".");
        }
        if (generator != Generator.COMMAND && command != null) {
            throw new InvalidSetting(
                    "OMNI_GENERATOR_COMMAND",
                    "has no effect unless OMNI_GENERATOR is \"command\"; unset one of the two.");
        }
        GenerateSettings defaults = GenerateSettings.defaults();
        return new GenerateSettings(
                generator,
                defaults.timeout(),
                defaults.agentPollInterval(),
                command == null ? List.of() : List.of("sh", "-c", command));
    }

    private Duration probeInterval() {
        Duration interval = duration("OMNI_PROBE_INTERVAL", Duration.ofSeconds(15));
        if (interval.compareTo(Duration.ofSeconds(1)) < 0 || interval.compareTo(Duration.ofHours(1)) > 0) {
            throw new InvalidSetting("OMNI_PROBE_INTERVAL", "must lie between 1s and 1h.");
        }
        return interval;
    }

    private Duration restartTimeout() {
        Duration timeout = duration("OMNI_RESTART_TIMEOUT", Duration.ofSeconds(60));
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new InvalidSetting("OMNI_RESTART_TIMEOUT", "must lie between 1s and 10m.");
        }
        return timeout;
    }

    private Duration stardustPublishEvery() {
        Duration interval = duration("OMNI_STARDUST_PUBLISH_EVERY", Duration.ofSeconds(10));
        if (interval.compareTo(Duration.ofSeconds(1)) < 0 || interval.compareTo(Duration.ofHours(1)) > 0) {
            throw new InvalidSetting("OMNI_STARDUST_PUBLISH_EVERY", "must lie between 1s and 1h.");
        }
        return interval;
    }

    Duration duration(String name, Duration fallback) {
        String value = text(name);
        if (value == null) {
            return fallback;
        }
        Matcher matcher = DURATION.matcher(value.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new InvalidSetting(name, "must be a time such as 15, 15s or 2m; \"" + shown(value) + "\" is none.");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case null, default -> Duration.ofSeconds(amount);
        };
    }

    int number(String name, int least, int most, int fallback) {
        String value = text(name);
        if (value == null) {
            return fallback;
        }
        if (value.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new InvalidSetting(
                name, "must be a whole number from " + least + " to " + most + "; \"" + shown(value) + "\" is none.");
    }

    boolean flag(String name, boolean fallback) {
        String value = text(name);
        if (value == null) {
            return fallback;
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "on", "true", "yes", "1" -> true;
            case "off", "false", "no", "0" -> false;
            default ->
                throw new InvalidSetting(name, "must be \"on\" or \"off\"; \"" + shown(value) + "\" is neither.");
        };
    }

    private <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
        String value = text(name);
        if (value == null) {
            return Optional.empty();
        }
        for (E candidate : type.getEnumConstants()) {
            if (candidate.name().equalsIgnoreCase(value)) {
                return Optional.of(candidate);
            }
        }
        String allowed = Arrays.stream(type.getEnumConstants())
                .map(candidate -> '"' + candidate.name().toLowerCase(Locale.ROOT) + '"')
                .collect(Collectors.joining(", "));
        throw new InvalidSetting(name, "must be one of " + allowed + "; \"" + shown(value) + "\" is none of them.");
    }

    Optional<Path> path(String name) {
        String value = text(name);
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(value).toAbsolutePath().normalize());
        } catch (InvalidPathException notAPath) {
            throw new InvalidSetting(name, "must be a path; what it holds is none.");
        }
    }

    @Nullable
    URI uri(String name, Set<String> schemes) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        try {
            URI uri = new URI(value);
            boolean complete = "unix".equals(uri.getScheme()) ? uri.getPath() != null : uri.getHost() != null;
            if (uri.getScheme() != null && schemes.contains(uri.getScheme()) && complete) {
                return uri;
            }
        } catch (URISyntaxException notAnAddress) {
            // The sentence below serves both; the value itself may hold a password, so it isn't repeated.
        }
        String allowed = schemes.stream().sorted().map(scheme -> scheme + "://").collect(Collectors.joining(", "));
        throw new InvalidSetting(
                name, "must be an address that begins with one of " + allowed + " and names its target.");
    }

    /** A value as a message may repeat it: short, and on one line. */
    static String shown(String value) {
        String line = value.replaceAll("\\p{Cntrl}", "?");
        return line.length() > 60 ? line.substring(0, 60) + "…" : line;
    }
}
