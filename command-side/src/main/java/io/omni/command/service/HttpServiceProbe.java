package io.omni.command.service;

import io.omni.command.http.DeadlineHttp;
import io.omni.command.http.HttpTrouble;
import io.omni.command.service.ServiceCatalog.ManagedService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks a service's health path over HTTP, or opens a connection where the catalogue says {@code tcp}. A 4xx, a redirect or an answer
 * slower than 2 seconds is degraded; a 5xx, a refusal, more than 64 KiB or no whole answer within 5 seconds is unhealthy.
 */
public final class HttpServiceProbe implements ServiceProbe {
    private static final int MAX_ANSWER_BYTES = 64 << 10;

    private final ServiceCatalog catalog;
    private final DeadlineHttp http;
    private final Clock clock;
    private final Duration timeout;
    private final Duration slow;

    /** A probe of the services of a catalogue. */
    public HttpServiceProbe(ServiceCatalog catalog, DeadlineHttp http, Clock clock, ProbeSettings settings) {
        this.catalog = catalog;
        this.http = http;
        this.clock = clock;
        this.timeout = settings.timeout();
        this.slow = settings.slow();
    }

    @Override
    public Health probe(String name) throws InterruptedException {
        Instant at = clock.instant();
        Optional<ManagedService> service = catalog.find(name);
        if (service.isEmpty()) {
            return new Health(name, Status.UNHEALTHY, "The catalogue has no such service.", null, at);
        }
        URI base = catalog.baseUrl(name);
        return service.get().health().equals("tcp")
                ? connect(name, base, at)
                : ask(name, base + service.get().health(), at);
    }

    private Health ask(String name, String url, Instant at) throws InterruptedException {
        long start = System.nanoTime();
        try {
            DeadlineHttp.Answer answer = http.exchange(
                    new DeadlineHttp.Exchange(url, "GET", Map.of(), new byte[0], timeout, MAX_ANSWER_BYTES));
            Duration took = since(start);
            int status = answer.status();
            HealthAnswer told = HealthAnswer.of(answer.body());
            var details = new Answer(took, told.version(), told.uptime());
            return status >= 300
                    ? new Health(
                            name,
                            status >= 500 ? Status.UNHEALTHY : Status.DEGRADED,
                            "It answers with status " + status + ".",
                            took.toMillis(),
                            at,
                            details)
                    : answered(name, at, details);
        } catch (HttpTrouble e) {
            return unreachable(name, e.getMessage(), at);
        }
    }

    private Health connect(String name, URI base, Instant at) throws InterruptedException {
        long start = System.nanoTime();
        try (SocketChannel channel = SocketChannel.open()) {
            // The channel's own socket, unlike a plain one, gives way to an interrupt on every kind of thread.
            channel.socket().connect(new InetSocketAddress(base.getHost(), base.getPort()), (int) timeout.toMillis());
            return answered(name, at, new Answer(since(start), null, null));
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw new InterruptedException();
        } catch (SocketTimeoutException e) {
            return unreachable(name, "no connection within " + timeout.toMillis() + " ms", at);
        } catch (IOException | UnresolvedAddressException e) {
            return unreachable(name, "nothing accepts connections there", at);
        }
    }

    private Health answered(String name, Instant at, Answer answer) {
        long tookMs = answer.latency().toMillis();
        return tookMs > slow.toMillis()
                ? new Health(name, Status.DEGRADED, "It took " + tookMs + " ms to answer.", tookMs, at, answer)
                : new Health(name, Status.HEALTHY, "It answers.", tookMs, at, answer);
    }

    private static Health unreachable(String name, @Nullable String why, Instant at) {
        return new Health(name, Status.UNHEALTHY, "It gives no usable answer: " + why + ".", null, at);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
