package io.omni.api.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.omni.command.eventstore.AppendSignal;
import io.omni.events.access.KeyId;
import io.omni.events.access.KeyState;
import io.omni.query.access.KeyQueries;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The keys that this node knows, so that a request costs no query. A key that another node makes or revokes is forgotten here as soon
 * as that node's append is signalled, and at the latest with the next look, one second later. An id that nobody has is remembered too:
 * else guessing would cost the database a query each.
 */
@Component
class KnownKeys implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KnownKeys.class);
    private static final int MOST = 10_000;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration REST = Duration.ofMillis(20);

    private final KeyQueries keys;
    private final Cache<KeyId, Optional<KeyState>> known =
            Caffeine.newBuilder().maximumSize(MOST).build();
    private final Semaphore signalled = new Semaphore(0);
    private final Runnable unregister;
    private final Thread watch;
    private long position = -1;
    private volatile boolean closed;

    KnownKeys(KeyQueries keys, AppendSignal signal) {
        this.keys = keys;
        this.unregister = signal.register(() -> {
            if (signalled.availablePermits() == 0) {
                signalled.release();
            }
        });
        this.watch = Thread.ofVirtual().name("key-watch").start(this::watch);
    }

    /** The key, also one that was revoked or has expired; empty when there is none. */
    Optional<KeyState> find(KeyId id) {
        return known.get(id, keys::find);
    }

    /** Has the next request look at the store: this node has just changed the key. */
    void forget(KeyId id) {
        known.invalidate(id);
    }

    @Override
    public void close() {
        closed = true;
        unregister.run();
        watch.interrupt();
    }

    private void watch() {
        while (!closed) {
            try {
                signalled.tryAcquire(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
                signalled.drainPermits();
                look();
                // A busy store signals all the time; this many looks a second are enough.
                TimeUnit.MILLISECONDS.sleep(REST.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (DataAccessException e) {
                // Nobody can have revoked a key while the database is away; what happened around it is found when it is
                // back.
                LOG.debug("Changes of keys can't be read at the moment: {}", e.getMessage());
            }
        }
    }

    private void look() {
        KeyQueries.Changes changes = keys.changedSince(position);
        if (position < 0) {
            // Whatever was cached before the first look may be older than where the look began.
            known.invalidateAll();
        }
        changes.keyIds().forEach(id -> known.invalidate(new KeyId(id)));
        position = changes.position();
    }
}
