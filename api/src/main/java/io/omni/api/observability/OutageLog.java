package io.omni.api.observability;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.omni.command.eventstore.DatabaseAway;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import org.slf4j.helpers.MessageFormatter;

/**
 * Lets each logger say once, in one line, that the database is away. Everything that needs it tries again every few seconds, and
 * libraries write a stack trace each time. An outage is over for a logger when it hasn't complained for a minute.
 */
final class OutageLog extends TurboFilter {
    private static final long QUIET_NANOS = 60_000_000_000L;
    /** These also complain in words, without saying what was thrown. */
    private static final List<String> WORDY = List.of("com.zaxxer.hikari", "com.github.kagkarlsson");

    private static final Marker OURS = MarkerFactory.getMarker("outage");

    private final LongSupplier nanos;
    private final Map<String, Long> lastComplaints = new ConcurrentHashMap<>();
    private volatile @Nullable Long lastSign;

    OutageLog(LongSupplier nanos) {
        this.nanos = nanos;
        setName("outage");
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        // Asked for every call; a message without a format only asks whether the level is on.
        if (format == null || marker == OURS || !level.isGreaterOrEqual(Level.WARN) || !logger.isEnabledFor(level)) {
            return FilterReply.NEUTRAL;
        }
        Throwable cause = thrown == null ? MessageFormatter.getThrowableCandidate(arguments) : thrown;
        boolean away = DatabaseAway.isBehind(cause);
        if (away) {
            lastSign = nanos.getAsLong();
        } else if (cause != null || !duringOutage() || WORDY.stream().noneMatch(logger.getName()::startsWith)) {
            return FilterReply.NEUTRAL;
        }
        if (isRepeated(logger.getName())) {
            return FilterReply.DENY;
        }
        if (!away) {
            return FilterReply.NEUTRAL;
        }
        String message = MessageFormatter.arrayFormat(format, arguments).getMessage();
        logger.warn(OURS, "{} (the database is away, and this is said once: {})", message, root(cause));
        return FilterReply.DENY;
    }

    private static @Nullable String root(@Nullable Throwable thrown) {
        Throwable root = thrown;
        while (root != null && root.getCause() != null) {
            root = root.getCause();
        }
        return root == null ? null : root.getMessage();
    }

    private boolean duringOutage() {
        Long sign = lastSign;
        return sign != null && nanos.getAsLong() - sign < QUIET_NANOS;
    }

    private boolean isRepeated(String logger) {
        long now = nanos.getAsLong();
        Long last = lastComplaints.put(logger, now);
        return last != null && now - last < QUIET_NANOS;
    }
}
