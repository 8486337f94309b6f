package io.omni.command.webhook.delivery;

import io.omni.command.address.AddressGuard;
import io.omni.command.address.BlockedAddress;
import io.omni.command.http.OneShotBody;
import io.omni.command.http.RetryAfter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Posts one body to an endpoint that isn't trusted. One deadline covers everything from the name lookup to the end of the answer; of
 * the answer at most 16 KiB are read, as they come, and thrown away. No redirect is followed, no cookie kept, no proxy used, no
 * connection used twice, nothing sent twice.
 */
final class DeliveryHttp implements AutoCloseable {
    private static final long MOST_ANSWER_BYTES = 16 << 10;
    private static final MediaType JSON = MediaType.get("application/json");
    private static final Duration GRACE = Duration.ofMillis(500);

    private final AddressGuard guard;
    private final Clock clock;
    private final Duration deadline;
    private final OkHttpClient client;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("webhook-call-", 0).factory());

    DeliveryHttp(AddressGuard guard, Clock clock, Duration deadline) {
        this.guard = guard;
        this.clock = clock;
        this.deadline = deadline;
        this.client = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                // A connection that is kept was checked for another attempt, and may be closed just as it is used
                // again.
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .callTimeout(deadline)
                .connectTimeout(Duration.ZERO)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .build();
    }

    /** Makes the attempt; never throws for what the endpoint does. */
    Answer post(String url, Map<String, String> headers, byte[] body) throws InterruptedException {
        long begun = System.nanoTime();
        // A name server that doesn't answer can't be interrupted, so somebody else waits for it.
        Exchange exchange = new Exchange(url, headers, body);
        Future<Result> result = threads.submit(exchange::run);
        try {
            return result.get(deadline.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)
                    .lasting(Duration.ofNanos(System.nanoTime() - begun));
        } catch (TimeoutException e) {
            Result answer = exchange.answer;
            return (answer == null ? timeout() : answer).lasting(Duration.ofNanos(System.nanoTime() - begun));
        } catch (ExecutionException e) {
            throw new IllegalStateException("an attempt failed for no fault of the endpoint", e.getCause());
        } finally {
            exchange.cancel();
        }
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        threads.shutdownNow();
    }

    private Result timeout() {
        return Result.failed(Outcome.TIMEOUT, "no whole answer within " + deadline.toSeconds() + " s");
    }

    /** An answer, but for how long it took. */
    private record Result(
            Outcome outcome,
            @Nullable Integer status,
            @Nullable String error,
            @Nullable Duration retryAfter) {
        static Result failed(Outcome outcome, String error) {
            return new Result(outcome, null, error, null);
        }

        Answer lasting(Duration duration) {
            return new Answer(outcome, status, error, retryAfter, duration);
        }
    }

    private final class Exchange {
        private final String url;
        private final Map<String, String> headers;
        private final byte[] body;
        private volatile @Nullable Call call;
        // Known as soon as the status is, whatever becomes of the body.
        private volatile @Nullable Result answer;

        Exchange(String url, Map<String, String> headers, byte[] body) {
            this.url = url;
            this.headers = headers;
            this.body = body;
        }

        Result run() {
            try {
                HttpUrl target = HttpUrl.get(url);
                List<InetAddress> addresses = guard.addresses(target);
                // The connection goes to what was checked, under the name that TLS verifies.
                Call started = client.newBuilder().dns(_ -> addresses).build().newCall(request(target));
                call = started;
                try (Response response = started.execute()) {
                    int status = response.code();
                    Result result = answered(status, response.header("Retry-After"));
                    answer = result;
                    drain(response);
                    return result;
                }
            } catch (IOException e) {
                return failed(e);
            }
        }

        void cancel() {
            Call started = call;
            if (started != null) {
                started.cancel();
            }
        }

        private Request request(HttpUrl target) {
            Headers.Builder all = new Headers.Builder();
            headers.forEach(all::set);
            // Whatever the answer is packed in, it isn't unpacked.
            all.set("Accept-Encoding", "identity");
            all.set("User-Agent", "omni-orchestrator-webhooks/1.0");
            all.set("Connection", "close");
            return new Request.Builder()
                    .url(target)
                    .headers(all.build())
                    .post(new OneShotBody(JSON, body))
                    .build();
        }

        /** What the endpoint says beside its status doesn't matter, nor whether it comes whole: the status has been given. */
        private void drain(Response response) {
            try {
                response.body().source().request(MOST_ANSWER_BYTES);
            } catch (IOException ignored) {
                // A 2xx whose body breaks off is a 2xx.
            }
            cancel();
        }

        private Result answered(int status, @Nullable String retryAfter) {
            Outcome outcome = Outcome.ofStatus(status);
            String error = switch (outcome) {
                case DELIVERED -> null;
                case REDIRECT -> "answered " + status + "; redirects are not followed, register the new address";
                case GONE -> "answered 410: it wants no more deliveries";
                default -> "answered " + status;
            };
            Duration wait = outcome == Outcome.DELIVERED ? null : RetryAfter.of(retryAfter, clock.instant());
            return new Result(outcome, status, error, wait);
        }

        private Result failed(IOException e) {
            return switch (e) {
                case BlockedAddress blocked -> Result.failed(Outcome.BLOCKED_ADDRESS, blocked.getMessage());
                case UnknownHostException _ -> Result.failed(Outcome.DNS_ERROR, "the host's name has no address");
                case SSLException _ ->
                    Result.failed(Outcome.TLS_ERROR, "no TLS connection could be made, or its certificate is not good");
                case InterruptedIOException _ -> timeout();
                default ->
                    Result.failed(
                            Outcome.CONNECTION_ERROR, "no connection could be made, or it broke before the answer");
            };
        }
    }
}
