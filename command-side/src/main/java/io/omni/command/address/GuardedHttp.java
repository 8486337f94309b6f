package io.omni.command.address;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Exchanges with hosts that somebody else has named, whose bodies may be too large to keep in memory. Every connection, after a redirect
 * too, goes to an address that {@link AddressGuard} allows. One deadline covers everything; a server that stays silent for half a minute
 * is given up. No cookie is kept, no proxy used, no connection used twice, nothing sent twice.
 */
public final class GuardedHttp implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final int MOST_REDIRECTS = 5;

    private final AddressGuard guard;
    private final OkHttpClient client;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("guarded-call-", 0).factory());

    /** A client whose connections this guard allows; close it to end them. */
    public GuardedHttp(AddressGuard guard) {
        this.guard = guard;
        this.client = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .connectTimeout(SILENCE)
                .readTimeout(SILENCE)
                .writeTimeout(SILENCE)
                .build();
    }

    /**
     * Reads an answer.
     *
     * @param <T> what it makes of it
     */
    @FunctionalInterface
    public interface Reader<T> {
        /**
         * Reads.
         *
         * @param response whatever its status; closed by the caller
         */
        T read(Response response) throws IOException;
    }

    /**
     * Sends a request and reads its answer.
     *
     * @param deadline over the whole exchange
     * @throws BlockedAddress when it leads where it may not
     * @throws IOException when there is no whole answer, or the reader throws it
     * @throws InterruptedException when the caller is told to stop; the connection is closed then
     */
    public <T> T exchange(Request request, Duration deadline, Reader<T> reader)
            throws IOException, InterruptedException {
        // A socket and a name server don't notice an interrupt, so somebody else waits for them.
        AtomicReference<Call> under = new AtomicReference<>();
        Future<T> answer = threads.submit(() -> run(request, deadline, reader, under));
        try {
            return answer.get(deadline.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new InterruptedIOException("no whole answer within " + deadline.toSeconds() + " s");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException trouble -> throw trouble;
                case RuntimeException fault -> throw fault;
                default -> throw new IllegalStateException("an exchange failed for no fault of the other side", e);
            }
        } finally {
            answer.cancel(true);
            Call call = under.get();
            if (call != null) {
                call.cancel();
            }
        }
    }

    /**
     * Where a redirect leads; a sixth one, or one that leads nowhere, is an error.
     *
     * @param hops how many there were before
     */
    public static HttpUrl redirected(Response response, int hops) throws IOException {
        String location = response.header("Location");
        HttpUrl next = location == null ? null : response.request().url().resolve(location);
        if (next == null || hops >= MOST_REDIRECTS) {
            throw new IOException("it is redirected to nowhere, or too often");
        }
        return next;
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        threads.shutdownNow();
    }

    private <T> T run(Request request, Duration deadline, Reader<T> reader, AtomicReference<Call> under)
            throws IOException {
        List<InetAddress> checked = guard.addresses(request.url());
        String host = request.url().host();
        Call call = client.newBuilder()
                .dns(name -> {
                    if (!name.equals(host)) {
                        throw new UnknownHostException("another host than the one that was checked");
                    }
                    return checked;
                })
                .build()
                .newCall(request);
        call.timeout().timeout(deadline.toMillis(), TimeUnit.MILLISECONDS);
        under.set(call);
        try (Response response = call.execute()) {
            return reader.read(response);
        }
    }
}
