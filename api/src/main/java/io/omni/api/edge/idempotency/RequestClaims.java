package io.omni.api.edge.idempotency;

import io.omni.api.edge.RequestClaim;
import io.omni.api.edge.together.Together;
import io.omni.command.secret.SealedBox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code idempotent_request}: the row's primary key decides who carries a request out, on any number of nodes. */
final class RequestClaims {
    /** How long a key is kept. */
    static final Duration KEPT = Duration.ofHours(24);

    // A command takes two minutes at most. What is older than this is over, whatever its holder says.
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(150);
    // A holder may lose its connection, and with it the lock, for a moment.
    private static final Duration LOCK_MAY_BE_AWAY = Duration.ofSeconds(3);
    private static final long GIVEN_UP = 0;
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.shared();

    // Its commit doesn't wait for the disk. What the requests then do is made durable after it in the same log, and so
    // together with it: there is never an event without the claim that it was made under.
    private static final String CLAIM = "WITH unhurried AS (SELECT set_config('synchronous_commit', 'off', true))"
            + " INSERT INTO idempotent_request (id, fingerprint, holder, since, claimed_at)"
            + " SELECT asked.id, asked.fingerprint, ?::bigint, ?::timestamptz, ?::timestamptz"
            + " FROM unhurried, unnest(?::text[], ?::text[]) AS asked (id, fingerprint) ORDER BY asked.id"
            + " ON CONFLICT (id) DO UPDATE SET fingerprint = excluded.fingerprint,"
            + " holder = excluded.holder, since = excluded.since, claimed_at = excluded.claimed_at,"
            + " status = NULL, headers = NULL, answer = NULL WHERE idempotent_request.since < ? RETURNING id";
    private static final String READ = "SELECT fingerprint, holder, since, claimed_at, status, headers, answer"
            + " FROM idempotent_request WHERE id = ?";
    private static final String RESUME = "UPDATE idempotent_request SET holder = ?, claimed_at = ?"
            + " WHERE id = ? AND holder = ? AND claimed_at = ? AND status IS NULL";
    // Taken and given back within the statement's transaction; to be had only when the holder's connection is gone.
    private static final String IS_DEAD = "SELECT pg_try_advisory_xact_lock(?)";
    // In the order in which claims lock rows too, so that two nodes never wait for each other.
    private static final String ANSWER = "WITH mine AS MATERIALIZED (SELECT id FROM idempotent_request"
            + " WHERE id = ANY (?) AND holder = ? AND status IS NULL ORDER BY id FOR UPDATE)"
            + " UPDATE idempotent_request r SET status = given.status, headers = given.headers, answer = given.answer"
            + " FROM unnest(?::text[], ?::integer[], ?::text[], ?::bytea[]) AS given (id, status, headers, answer)"
            + " JOIN mine ON mine.id = given.id WHERE r.id = given.id";
    private static final String GIVE_UP =
            "UPDATE idempotent_request SET holder = 0 WHERE id = ? AND holder = ? AND status IS NULL";
    private static final String FORGET = "DELETE FROM idempotent_request WHERE since < ?";

    private final JdbcTemplate jdbc;
    private final ProcessLife life;
    private final SealedBox box;
    private final Clock clock;
    private final Set<String> underway = ConcurrentHashMap.newKeySet();
    private final Together<Asked, Optional<RequestClaim>> claims = new Together<>(this::claimAll);
    private final Together<Given, Boolean> answers = new Together<>(this::answerAll);

    RequestClaims(DataSource dataSource, ProcessLife life, SealedBox box, Clock clock) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.life = life;
        this.box = box;
        this.clock = clock;
    }

    /** What became of an attempt to claim a request. */
    sealed interface Outcome {
        /** It is this request's to carry out. */
        record Claimed(RequestClaim claim) implements Outcome {}

        /** It was carried out, and this was the answer. */
        record Answered(Answer answer) implements Outcome {}

        /** Another one is being carried out. */
        record InProgress() implements Outcome {}

        /** The key was used for something else. */
        record Reused() implements Outcome {}
    }

    /**
     * Claims a request.
     *
     * @param id what follows from caller and key
     * @param fingerprint what follows from what is asked for
     */
    Outcome claim(String id, String fingerprint) {
        if (!underway.add(id)) {
            return isReused(id, fingerprint) ? new Outcome.Reused() : new Outcome.InProgress();
        }
        boolean mine = false;
        try {
            Outcome outcome = decide(id, fingerprint);
            mine = outcome instanceof Outcome.Claimed;
            return outcome;
        } finally {
            if (!mine) {
                underway.remove(id);
            }
        }
    }

    /** Keeps the answer of a claimed request: durable when this returns. */
    void answer(RequestClaim claim, Answer answer) {
        try {
            answers.ask(new Given(
                    claim.seed(),
                    answer.status(),
                    JSON.writeValueAsString(answer.headers()),
                    box.seal(claim.seed(), answer.body())));
        } finally {
            underway.remove(claim.seed());
        }
    }

    /** Leaves a claimed request to whoever asks next: it came to no answer that would hold. */
    void giveUp(RequestClaim claim) {
        try {
            jdbc.update(GIVE_UP, claim.seed(), life.lock());
        } finally {
            underway.remove(claim.seed());
        }
    }

    /** Deletes keys that are older than they are kept. */
    void forgetOld() {
        jdbc.update(FORGET, at(clock.instant().minus(KEPT)));
    }

    private Outcome decide(String id, String fingerprint) {
        Instant now = clock.instant();
        if (!life.isShown()) {
            return new Outcome.InProgress();
        }
        Optional<RequestClaim> claim = claims.ask(new Asked(id, fingerprint));
        if (claim.isPresent()) {
            return new Outcome.Claimed(claim.get());
        }
        Row row = read(id);
        if (row == null) {
            return new Outcome.InProgress();
        }
        if (!row.fingerprint().equals(fingerprint)) {
            return new Outcome.Reused();
        }
        if (row.status() != null) {
            return new Outcome.Answered(new Answer(row.status(), row.headers(), box.open(id, row.answer())));
        }
        return isOver(row, now) && resume(id, row, now)
                ? new Outcome.Claimed(new RequestClaim(id, row.since(), true))
                : new Outcome.InProgress();
    }

    /** Nobody asks twice for the same at one time: what is asked for is under way. */
    private List<Optional<RequestClaim>> claimAll(List<Asked> asked) {
        Instant now = clock.instant();
        Set<String> claimed = new HashSet<>(jdbc.queryForList(
                CLAIM,
                String.class,
                life.lock(),
                at(now),
                at(now),
                column(asked, Asked::id),
                column(asked, Asked::fingerprint),
                at(now.minus(KEPT))));
        return asked.stream()
                .map(a -> claimed.contains(a.id())
                        ? Optional.of(new RequestClaim(a.id(), now, false))
                        : Optional.<RequestClaim>empty())
                .toList();
    }

    private List<Boolean> answerAll(List<Given> given) {
        String[] ids = column(given, Given::id);
        jdbc.update(
                ANSWER,
                ids,
                life.lock(),
                ids,
                given.stream().map(Given::status).toArray(Integer[]::new),
                column(given, Given::headers),
                given.stream().map(Given::answer).toArray(byte[][]::new));
        return Collections.nCopies(given.size(), true);
    }

    private static <T> String[] column(List<T> rows, Function<T, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    private boolean isReused(String id, String fingerprint) {
        Row row = read(id);
        return row != null && !row.fingerprint().equals(fingerprint);
    }

    /** Whether nobody works on it any more. What this very process claimed and isn't underway couldn't be given up in the database. */
    private boolean isOver(Row row, Instant now) {
        if (row.holder() == GIVEN_UP || row.holder() == life.lock()) {
            return true;
        }
        Duration age = Duration.between(row.claimedAt(), now);
        return age.compareTo(LONGEST_REQUEST) > 0
                || age.compareTo(LOCK_MAY_BE_AWAY) > 0
                        && Boolean.TRUE.equals(jdbc.queryForObject(IS_DEAD, Boolean.class, row.holder()));
    }

    private boolean resume(String id, Row row, Instant now) {
        return jdbc.update(RESUME, life.lock(), at(now), id, row.holder(), at(row.claimedAt())) == 1;
    }

    private @Nullable Row read(String id) {
        RowMapper<Row> mapper = (row, _) -> new Row(
                row.getString(1),
                row.getLong(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                row.getObject(5, Integer.class),
                row.getString(6) == null ? Map.of() : JSON.readValue(row.getString(6), HEADERS),
                row.getBytes(7) == null ? new byte[0] : row.getBytes(7));
        List<Row> rows = jdbc.query(READ, mapper, id);
        return rows.isEmpty() ? null : rows.getFirst();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private record Asked(String id, String fingerprint) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Given(String id, int status, String headers, byte[] answer) {}

    private record Row(
            String fingerprint,
            long holder,
            Instant since,
            Instant claimedAt,
            @Nullable Integer status,
            Map<String, String> headers,
            byte[] answer) {}
}
