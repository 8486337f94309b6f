package io.omni.api.settings;

import io.omni.command.address.AddressSettings;
import io.omni.command.address.Network;
import io.omni.command.webhook.delivery.WebhookSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the settings of webhooks. */
final class WebhookSettingsReader {
    private static final String HOSTS = "OMNI_WEBHOOKS_ALLOWED_HOSTS";
    private static final String PORTS = "OMNI_WEBHOOKS_ALLOWED_PORTS";
    private static final String HEAD_OF_LINE = "OMNI_WEBHOOKS_HEAD_OF_LINE";
    private static final Pattern HOST = Pattern.compile("[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+(?:/.*)?|[0-9a-fA-F:.]*:.*");

    private WebhookSettingsReader() {}

    static WebhookOptions read(SettingsReader settings) {
        WebhookSettings defaults = WebhookSettings.defaults();
        WebhookSettings delivery = new WebhookSettings(
                settings.number("OMNI_WEBHOOKS_AT_ONCE", 0, 4096, defaults.atOnce()),
                settings.number("OMNI_WEBHOOKS_PER_ENDPOINT", 1, 1024, defaults.perEndpoint()),
                settings.number("OMNI_WEBHOOKS_PER_SECOND", 1, 100_000, defaults.perSecond()),
                defaults.deadline(),
                headOfLine(settings, defaults.headOfLine()),
                defaults.disableAfter(),
                defaults.poll(),
                defaults.breakerPause());
        return new WebhookOptions(delivery, addresses(settings));
    }

    private static Duration headOfLine(SettingsReader settings, Duration fallback) {
        Duration limit = settings.duration(HEAD_OF_LINE, fallback);
        if (limit.compareTo(Duration.ofSeconds(1)) < 0 || limit.compareTo(Duration.ofHours(72)) > 0) {
            throw new InvalidSetting(HEAD_OF_LINE, "must lie between 1s and 72h.");
        }
        return limit;
    }

    private static AddressSettings addresses(SettingsReader settings) {
        Set<String> hosts = new HashSet<>();
        List<Network> networks = new ArrayList<>();
        for (String item : items(settings.text(HOSTS))) {
            if (ADDRESS.matcher(item).matches()) {
                networks.add(network(item));
            } else if (HOST.matcher(item).matches()) {
                hosts.add(item);
            } else {
                throw badHost(item);
            }
        }
        AddressSettings usual = AddressSettings.allowing(hosts, networks);
        Set<Integer> ports = new HashSet<>();
        for (String item : items(settings.text(PORTS))) {
            if (!item.matches("[0-9]{1,5}") || Integer.parseInt(item) < 1 || Integer.parseInt(item) > 65_535) {
                throw new InvalidSetting(
                        PORTS,
                        "must list ports from 1 to 65535 with commas between them; \"" + SettingsReader.shown(item)
                                + "\" is none.");
            }
            ports.add(Integer.valueOf(item));
        }
        return ports.isEmpty() ? usual : new AddressSettings(hosts, networks, ports);
    }

    private static Network network(String item) {
        try {
            return Network.parse(item);
        } catch (IllegalArgumentException e) {
            throw badHost(item);
        }
    }

    private static InvalidSetting badHost(String item) {
        return new InvalidSetting(
                HOSTS,
                "must list host names and networks such as chat.internal, 10.0.0.0/8 with commas between them; \""
                        + SettingsReader.shown(item) + "\" is neither.");
    }

    private static List<String> items(@Nullable String text) {
        if (text == null) {
            return List.of();
        }
        List<String> items = new ArrayList<>();
        for (String item : text.split(",")) {
            if (!item.isBlank()) {
                items.add(item.strip().toLowerCase(Locale.ROOT));
            }
        }
        return items;
    }
}
