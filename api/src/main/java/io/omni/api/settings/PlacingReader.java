package io.omni.api.settings;

import io.omni.events.content.mind.PlacingParameters;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads when the content pipeline's uploads get their slots. */
final class PlacingReader {
    private static final String WINDOW = "OMNI_CONTENT_WINDOW";
    private static final String GAP = "OMNI_CONTENT_GAP";
    private static final Pattern SPAN =
            Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-4]):([0-5][0-9])");
    private static final int MINUTES_OF_AN_HOUR = 60;
    private static final int MINUTES_OF_A_DAY = 1440;

    private PlacingReader() {}

    static PlacingParameters read(SettingsReader settings) {
        PlacingParameters defaults = PlacingParameters.DEFAULT;
        int from = defaults.windowFromMinute();
        int to = defaults.windowToMinute();
        String window = settings.text(WINDOW);
        if (window != null) {
            Matcher span = SPAN.matcher(window);
            if (!span.matches()) {
                throw badWindow();
            }
            from = minute(span, 1);
            to = minute(span, 3);
            if (from >= to || to > MINUTES_OF_A_DAY) {
                throw badWindow();
            }
        }
        return new PlacingParameters(from, to, gap(settings, defaults.gapMinutes()), defaults.mostDays());
    }

    private static int gap(SettingsReader settings, int fallback) {
        Duration gap = settings.duration(GAP, Duration.ofMinutes(fallback));
        boolean wholeMinutes = gap.equals(Duration.ofMinutes(gap.toMinutes()));
        if (!wholeMinutes || gap.toMinutes() < 1 || gap.toMinutes() > MINUTES_OF_A_DAY) {
            throw new InvalidSetting(GAP, "must be whole minutes from 1m to 24h.");
        }
        return (int) gap.toMinutes();
    }

    private static int minute(Matcher span, int group) {
        return Integer.parseInt(span.group(group)) * MINUTES_OF_AN_HOUR + Integer.parseInt(span.group(group + 1));
    }

    private static InvalidSetting badWindow() {
        return new InvalidSetting(
                WINDOW, "must be two times of day in UTC, the earlier first, such as 17:00-21:30 or 00:00-24:00.");
    }
}
