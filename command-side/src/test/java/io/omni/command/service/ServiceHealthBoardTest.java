package io.omni.command.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.command.service.ServiceHealthBoard.Snapshot;
import io.omni.command.service.ServiceProbe.Health;
import io.omni.command.service.ServiceProbe.Status;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServiceHealthBoardTest {
    private final MutableClock clock = new MutableClock();
    private final ServiceCatalog catalog = YamlServiceCatalog.platform(ServicePlacement.PLATFORM_NETWORK);

    @Test
    void nothing_is_known_until_the_first_round_is_complete() throws Exception {
        var last = new CountDownLatch(1);
        ServiceProbe probe = name -> {
            if (name.equals("neo4j")) {
                last.await();
            }
            return healthy(name);
        };
        try (var board = board(probe, 16)) {
            assertThat(board.latest()).isNull();
            assertThat(board.latest()).isNull();
            last.countDown();
            Snapshot snapshot = awaitRound(board);
            assertThat(snapshot.total()).isEqualTo(37);
            assertThat(snapshot.healthy()).isEqualTo(37);
        }
    }

    @Test
    void at_most_so_many_are_asked_at_once() throws Exception {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        ServiceProbe probe = name -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.sleep(5);
            now.decrementAndGet();
            return healthy(name);
        };
        try (var board = board(probe, 4)) {
            awaitRound(board);
            assertThat(most.get()).isBetween(1, 4);
        }
    }

    @Test
    void unhealthy_services_are_counted_and_critical_ones_named() throws Exception {
        ServiceProbe probe = name -> name.equals("postgres") || name.equals("ollama")
                ? new Health(name, Status.UNHEALTHY, "gone", null, clock.instant())
                : healthy(name);
        try (var board = board(probe, 16)) {
            Snapshot snapshot = awaitRound(board);
            assertThat(snapshot.healthy()).isEqualTo(35);
            assertThat(snapshot.criticalUnhealthy()).containsExactly("postgres");
        }
    }

    @Test
    void what_is_fresh_is_not_asked_again_and_what_is_old_is() throws Exception {
        var asked = new AtomicInteger();
        ServiceProbe probe = name -> {
            asked.incrementAndGet();
            return healthy(name);
        };
        try (var board = board(probe, 16)) {
            Snapshot first = awaitRound(board);
            assertThat(board.latest()).isSameAs(first);
            assertThat(asked).hasValue(37);

            clock.advance(Duration.ofSeconds(16));
            assertThat(board.latest()).as("a reader gets the old round at once").isSameAs(first);
            while (board.latest() == first) {
                Thread.sleep(5);
            }
            assertThat(asked).hasValue(74);
        }
    }

    private ServiceHealthBoard board(ServiceProbe probe, int atOnce) {
        return new ServiceHealthBoard(catalog, probe, new ProbeSettings(Duration.ofSeconds(15), atOnce), clock);
    }

    private static Snapshot awaitRound(ServiceHealthBoard board) throws InterruptedException {
        Snapshot snapshot = board.latest();
        while (snapshot == null) {
            Thread.sleep(5);
            snapshot = board.latest();
        }
        return snapshot;
    }

    private Health healthy(String name) {
        return new Health(name, Status.HEALTHY, "It answers.", 1L, clock.instant());
    }
}
