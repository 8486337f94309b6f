package io.omni.command.workflow;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/** The times at which a schedule fires: five fields, minute to day of week, read in a time zone. */
public final class CronTimes {
    private final CronExpression expression;
    private final ZoneId zone;

    private CronTimes(CronExpression expression, ZoneId zone) {
        this.expression = expression;
        this.zone = zone;
    }

    /**
     * Reads a schedule.
     *
     * @param timezone a zone's name, for example {@code Europe/Berlin}; null for UTC
     * @throws IllegalArgumentException with a sentence for the author when it is none
     */
    public static CronTimes parse(String cron, @Nullable String timezone) {
        if (cron.strip().split("\\s+").length != 5) {
            throw new IllegalArgumentException(
                    "give five fields: minute, hour, day of month, month, day of week, for example '*/15 * * * *'");
        }
        try {
            ZoneId zone = ZoneId.of(timezone == null ? "UTC" : timezone);
            return new CronTimes(CronExpression.parse("0 " + cron.strip()), zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("there is no such time zone; give one like Europe/Berlin", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "these are not five cron fields; for example '30 6 * * MON-FRI' is every weekday at 6:30", e);
        }
    }

    /** The next time after this one; null when it never fires again. */
    public @Nullable Instant next(Instant after) {
        ZonedDateTime next = expression.next(after.atZone(zone));
        return next == null ? null : next.toInstant();
    }
}
