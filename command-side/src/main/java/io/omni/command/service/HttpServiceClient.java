package io.omni.command.service;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.omni.command.http.DeadlineHttp;
import io.omni.command.http.HttpTrouble;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Reaches the managed services over HTTP. After too many failed calls to a service its breaker opens: calls then fail at once until
 * a few trial calls succeed. Counts and times every call as {@code omni.service.calls} by {@code service} and {@code outcome}.
 *
 * <p>{@link #send} throws {@link IllegalArgumentException} with a sentence for the caller when the call itself is not acceptable: an
 * unknown service, a path that could lead elsewhere, a method that isn't one of GET, HEAD, POST, PUT, PATCH, DELETE.
 */
public final class HttpServiceClient implements ServiceHttp, BreakerReadings {
    private final ServiceCatalog catalog;
    private final DeadlineHttp http;
    private final MeterRegistry meters;
    private final CircuitBreakerRegistry breakers;
    private final CallListener listener;
    private final BreakerSettings settings;
    private final Map<String, Instant> changedAt = new ConcurrentHashMap<>();

    /**
     * A client for the services of a catalogue.
     *
     * @param clock tells the breakers when to try again
     */
    public HttpServiceClient(
            ServiceCatalog catalog, DeadlineHttp http, MeterRegistry meters, BreakerSettings settings, Clock clock) {
        this(catalog, http, meters, settings, clock, CallListener.NOBODY);
    }

    /** A client that tells somebody of every call. */
    HttpServiceClient(
            ServiceCatalog catalog,
            DeadlineHttp http,
            MeterRegistry meters,
            BreakerSettings settings,
            Clock clock,
            CallListener listener) {
        this.listener = listener;
        this.catalog = catalog;
        this.http = http;
        this.meters = meters;
        this.settings = settings;
        this.breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindow(settings.window(), settings.minimumCalls(), SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(settings.failureRate())
                .waitDurationInOpenState(settings.openFor())
                .permittedNumberOfCallsInHalfOpenState(settings.trialCalls())
                .recordResult(result -> result instanceof Answer answer && answer.status() >= 500)
                .clock(clock)
                .build());
        breakers.getEventPublisher()
                .onEntryAdded(added -> added.getAddedEntry()
                        .getEventPublisher()
                        .onStateTransition(changed -> changedAt.put(changed.getCircuitBreakerName(), clock.instant())));
    }

    @Override
    public Answer send(Call call) throws ServiceUnavailable, InterruptedException {
        if (catalog.find(call.service()).isEmpty()) {
            throw new ServiceUnavailable(call.service(), "the catalogue has no such service", null);
        }
        String url = ServicePath.resolve(catalog.baseUrl(call.service()), call.path());
        CircuitBreaker breaker = breakers.circuitBreaker(call.service());
        if (!breaker.tryAcquirePermission()) {
            record(call, "held_back", 0);
            throw new ServiceUnavailable(
                    call.service(), "it failed too often just now and is left alone for a while", null);
        }
        long start = System.nanoTime();
        boolean reported = false;
        try {
            DeadlineHttp.Answer got = http.exchange(new DeadlineHttp.Exchange(
                    url, call.method(), call.headers(), call.body(), call.timeout(), call.maxAnswerBytes()));
            var answer = new Answer(got.status(), got.headers(), got.body());
            long took = System.nanoTime() - start;
            breaker.onResult(took, TimeUnit.NANOSECONDS, answer);
            reported = true;
            record(call, outcome(answer.status()), took);
            return answer;
        } catch (HttpTrouble e) {
            long took = System.nanoTime() - start;
            breaker.onError(took, TimeUnit.NANOSECONDS, e);
            reported = true;
            record(call, e.kind().name().toLowerCase(Locale.ROOT), took);
            throw new ServiceUnavailable(call.service(), e.getMessage(), e);
        } finally {
            if (!reported) {
                // Interrupted, or refused before it was sent: that says nothing about the service.
                breaker.releasePermission();
            }
        }
    }

    @Override
    public Reading breaker(String service) {
        CircuitBreaker.State state =
                breakers.find(service).map(CircuitBreaker::getState).orElse(CircuitBreaker.State.CLOSED);
        Instant since = changedAt.get(service);
        boolean open = state == CircuitBreaker.State.OPEN;
        return new Reading(
                state.name().toLowerCase(Locale.ROOT),
                since,
                open && since != null ? since.plus(settings.openFor()) : null);
    }

    private void record(Call call, String outcome, long nanos) {
        Timer.builder("omni.service.calls")
                .description("Calls to the managed services")
                .tag("service", call.service())
                .tag("outcome", outcome)
                .register(meters)
                .record(Duration.ofNanos(nanos));
        boolean answered = outcome.equals("success") || outcome.equals("redirect") || outcome.equals("client_error");
        listener.called(call, !answered, nanos);
    }

    private static String outcome(int status) {
        return switch (status / 100) {
            case 5 -> "server_error";
            case 4 -> "client_error";
            case 3 -> "redirect";
            default -> "success";
        };
    }
}
