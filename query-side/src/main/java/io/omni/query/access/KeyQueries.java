package io.omni.query.access;

import io.omni.events.access.KeyEvent;
import io.omni.events.access.KeyId;
import io.omni.events.access.KeyState;
import io.omni.query.Counts;
import io.omni.query.Cursor;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Answers questions about API keys: one from the event store, which always knows it, and lists from the read model. */
@Service
public class KeyQueries {
    private static final String LIST = "keys";
    private static final int KEY_PARTS = 2;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final String LISTED = " FROM api_key_view WHERE NOT revoked AND (?::text IS NULL OR tenant = ?)";
    private static final String PAGE = "SELECT state" + LISTED
            + " AND (created_at, key_id) < (?, ?) ORDER BY created_at DESC, key_id DESC LIMIT ?";
    private static final String CHANGED =
            "SELECT global_index, aggregate_id FROM domain_event WHERE aggregate_type = 'api_key' AND global_index > ?"
                    + " ORDER BY global_index LIMIT 1000";
    private static final String NEWEST =
            "SELECT coalesce(max(global_index), 0) FROM domain_event WHERE aggregate_type = 'api_key'";

    private final EventStore eventStore;
    private final JdbcTemplate jdbc;
    private final JsonMapper mapper;

    KeyQueries(EventStore eventStore, DataSource dataSource, @Qualifier("eventMapper") JsonMapper mapper) {
        this.eventStore = eventStore;
        this.jdbc = new JdbcTemplate(dataSource);
        this.mapper = mapper;
    }

    /** A key as it is stored at this moment, also one that was revoked. */
    public Optional<KeyState> find(KeyId id) {
        KeyState state = null;
        DomainEventStream events = eventStore.readEvents(id.value(), 0);
        while (events.hasNext()) {
            DomainEventMessage<?> message = events.next();
            state = KeyState.evolve(state, (KeyEvent) message.getPayload(), message.getTimestamp());
        }
        return Optional.ofNullable(state);
    }

    /**
     * A page of keys that haven't been revoked, newest first.
     *
     * @param tenant only this tenant's; null: everybody's
     * @param limit how many at most
     * @param cursor where the page before ended; null for the first page
     * @throws io.omni.query.BadCursor when it is no cursor of this list
     */
    public Page list(@Nullable String tenant, int limit, @Nullable String cursor) {
        Cursor after = cursor == null ? null : Cursor.read(LIST, KEY_PARTS, cursor);
        List<KeyState> found = jdbc.query(
                PAGE,
                (row, _) -> mapper.readValue(row.getString(1), KeyState.class),
                tenant,
                tenant,
                (after == null ? LATEST : after.instant(0)).atOffset(ZoneOffset.UTC),
                after == null ? "~" : after.text(1),
                limit + 1);
        List<KeyState> page = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit
                ? Cursor.write(
                        LIST, page.getLast().createdAt(), page.getLast().keyId().value())
                : null;
        return new Page(List.copyOf(page), next);
    }

    /**
     * How many keys haven't been revoked.
     *
     * @param tenant only this tenant's; null: everybody's
     */
    public long count(@Nullable String tenant) {
        return Counts.of(jdbc, "SELECT count(*)" + LISTED, tenant, tenant);
    }

    /**
     * Which keys have changed.
     *
     * @param position where the last look ended; negative to find only where a first look ends
     */
    public Changes changedSince(long position) {
        if (position < 0) {
            Long newest = jdbc.queryForObject(NEWEST, Long.class);
            return new Changes(List.of(), newest == null ? 0 : newest);
        }
        List<String> ids = new ArrayList<>();
        long[] end = {position};
        jdbc.query(
                CHANGED,
                row -> {
                    end[0] = row.getLong(1);
                    ids.add(row.getString(2));
                },
                position);
        return new Changes(List.copyOf(ids), end[0]);
    }

    /**
     * A page of a list.
     *
     * @param keys the keys, newest first
     * @param nextCursor where the next page begins; null at the end
     */
    public record Page(List<KeyState> keys, @Nullable String nextCursor) {}

    /**
     * What has changed since a look.
     *
     * @param keyIds the ids of keys that were made or revoked
     * @param position where this look ended
     */
    public record Changes(List<String> keyIds, long position) {}
}
