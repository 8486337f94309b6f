package io.omni.projection.deadletter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Keeps {@code dead_letter}. What writes belongs to the running transaction. */
@Component
public class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final String REPLAY = "@replay";
    private static final int LONGEST_ERROR = 1_000;
    private static final String COLUMNS = "projection, event_id, sequence_id, version, position, type, error, attempts,"
            + " parked_at, status, decided_by, decided_at, reason";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    /**
     * Keeps them in this database.
     *
     * @param dataSource the pool of those who follow the events
     * @param clock says when something is put aside or decided
     */
    public DeadLetters(@Qualifier("processingDataSource") DataSource dataSource, Clock clock) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.clock = clock;
    }

    /** The box of a projection that follows the events. */
    public DeadLetterBox live(String projection) {
        return new Box(projection, projection);
    }

    /** The box of a projection that is being made anew: it tries again what was parked, and leaves out what was discarded. */
    public DeadLetterBox replay(String projection) {
        return new Box(projection, projection + REPLAY);
    }

    /** Forgets what an earlier replay has put aside. */
    public void replayBegins(String projection) {
        jdbc.update("DELETE FROM dead_letter WHERE projection = ?", projection + REPLAY);
    }

    /** What the replay has put aside takes the place of what was parked. */
    public void replayTakesOver(String projection) {
        jdbc.update("DELETE FROM dead_letter WHERE projection = ? AND status = 'parked'", projection);
        // What somebody discarded while the replay ran stays discarded.
        jdbc.update(
                "DELETE FROM dead_letter r WHERE projection = ? AND EXISTS (SELECT FROM dead_letter d"
                        + " WHERE d.projection = ? AND d.event_id = r.event_id)",
                projection + REPLAY,
                projection);
        jdbc.update("UPDATE dead_letter SET projection = ? WHERE projection = ?", projection, projection + REPLAY);
    }

    /** How many letters wait, by projection. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new HashMap<>();
        jdbc.query("SELECT projection, count(*) FROM dead_letter WHERE status = 'parked' GROUP BY 1", row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        return counts;
    }

    /**
     * A projection's letters, newest event first.
     *
     * @param before only those of events before this position
     * @param limit how many at most
     */
    public List<DeadLetter> list(String projection, long before, int limit) {
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM dead_letter WHERE projection = ? AND position < ?"
                        + " ORDER BY position DESC LIMIT ?",
                (row, _) -> read(row),
                projection,
                before,
                limit);
    }

    /** How many letters a projection has, those that were decided about too. */
    public long count(String projection) {
        Long count =
                jdbc.queryForObject("SELECT count(*) FROM dead_letter WHERE projection = ?", Long.class, projection);
        return count == null ? 0 : count;
    }

    /** One letter. */
    public Optional<DeadLetter> find(String projection, String eventId) {
        return jdbc
                .query(
                        "SELECT " + COLUMNS + " FROM dead_letter WHERE projection = ? AND event_id = ?",
                        (row, _) -> read(row),
                        projection,
                        eventId)
                .stream()
                .findFirst();
    }

    /** Takes the parked letters of a sequence out, in their order, so that their events can be tried again. */
    public List<DeadLetter> take(String projection, String sequenceId) {
        lock(projection);
        List<DeadLetter> parked = jdbc.query(
                "SELECT " + COLUMNS + " FROM dead_letter WHERE projection = ? AND sequence_id = ? AND status = 'parked'"
                        + " ORDER BY position",
                (row, _) -> read(row),
                projection,
                sequenceId);
        jdbc.update(
                "DELETE FROM dead_letter WHERE projection = ? AND sequence_id = ? AND status = 'parked'",
                projection,
                sequenceId);
        return parked;
    }

    /** Says of a letter that was tried again and is back how often that was. */
    public void triedAgain(DeadLetter before) {
        jdbc.update(
                "UPDATE dead_letter SET attempts = ?, parked_at = ? WHERE projection = ? AND event_id = ?",
                before.attempts() + 1,
                OffsetDateTime.ofInstant(before.parkedAt(), ZoneOffset.UTC),
                before.projection(),
                before.eventId());
    }

    /**
     * Decides that an event is left out.
     *
     * @return false when it isn't parked
     */
    public boolean discard(String projection, String eventId, String by, String reason) {
        lock(projection);
        return jdbc.update(
                        "UPDATE dead_letter SET status = 'discarded', decided_by = ?, decided_at = ?::timestamptz,"
                                + " reason = ? WHERE projection = ? AND event_id = ? AND status = 'parked'",
                        by,
                        Instant.now(clock).toString(),
                        reason,
                        projection,
                        eventId)
                > 0;
    }

    private void lock(String projection) {
        jdbc.query("SELECT pg_advisory_xact_lock(hashtextextended('omni dead letters ' || ?, 0))", _ -> {}, projection);
    }

    private static DeadLetter read(ResultSet row) throws SQLException {
        OffsetDateTime decided = row.getObject(12, OffsetDateTime.class);
        return new DeadLetter(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getLong(5),
                row.getString(6),
                row.getString(7),
                row.getInt(8),
                row.getObject(9, OffsetDateTime.class).toInstant(),
                row.getString(10),
                row.getString(11),
                decided == null ? null : decided.toInstant(),
                row.getString(13));
    }

    private final class Box implements DeadLetterBox {
        private final String projection;
        private final String box;
        private @Nullable Set<String> withDiscarded;

        Box(String projection, String box) {
            this.projection = projection;
            this.box = box;
        }

        @Override
        public Sequence sequence(String sequenceId) {
            lock(box);
            Set<Long> discarded = new HashSet<>();
            boolean[] parked = new boolean[1];
            jdbc.query(
                    "SELECT version, status, projection FROM dead_letter WHERE projection IN (?, ?) AND sequence_id = ?",
                    row -> {
                        if (row.getString(2).equals("discarded")) {
                            discarded.add(row.getLong(1));
                        } else if (row.getString(3).equals(box)) {
                            parked[0] = true;
                        }
                    },
                    projection,
                    box,
                    sequenceId);
            return new Sequence(parked[0], discarded);
        }

        @Override
        public boolean mayBringBackDiscarded(String sequenceId) {
            if (box.equals(projection)) {
                return false;
            }
            Set<String> known = withDiscarded;
            if (known == null) {
                known = Set.copyOf(jdbc.queryForList(
                        "SELECT DISTINCT sequence_id FROM dead_letter WHERE projection = ? AND status = 'discarded'",
                        String.class,
                        projection));
                withDiscarded = known;
            }
            return known.contains(sequenceId);
        }

        @Override
        public void park(List<DeadEvent> events, String error) {
            String kept =
                    error.substring(0, Math.min(error.length(), LONGEST_ERROR)).replace("\0", "");
            for (DeadEvent event : events) {
                jdbc.update(
                        "INSERT INTO dead_letter (projection, event_id, sequence_id, version, position, type, error,"
                                + " attempts, parked_at, status) VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?::timestamptz, 'parked')"
                                + " ON CONFLICT (projection, event_id) DO NOTHING",
                        box,
                        event.eventId(),
                        event.sequenceId(),
                        event.version(),
                        event.position(),
                        event.type(),
                        kept,
                        Instant.now(clock).toString());
            }
            LOG.warn(
                    "{} could not handle {} of {}, from version {} on; put aside: {}",
                    box,
                    events.getFirst().type(),
                    events.getFirst().sequenceId(),
                    events.getFirst().version(),
                    kept);
        }
    }
}
