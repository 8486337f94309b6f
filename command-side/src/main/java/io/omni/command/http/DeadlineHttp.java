package io.omni.command.http;

import io.omni.command.http.HttpTrouble.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request and reads one whole answer. One deadline covers name lookup, connecting, sending, headers and body, so a
 * server that drips a byte a second gains nothing; reading stops at the size limit. It follows no redirect, keeps no cookie, uses
 * no proxy and sends nothing twice. Safe for several threads.
 */
public final class DeadlineHttp implements AutoCloseable {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> NEEDS_BODY = Set.of("POST", "PUT", "PATCH");
    private static final Set<String> OWN_HEADERS =
            Set.of("host", "content-length", "transfer-encoding", "connection", "expect", "upgrade", "te", "trailer");
    private static final int MAX_AT_ONCE = 256;
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final OkHttpClient client;

    /** A client of its own; close it to end its connections. */
    public DeadlineHttp() {
        var dispatcher = new Dispatcher(Executors.newVirtualThreadPerTaskExecutor());
        dispatcher.setMaxRequests(MAX_AT_ONCE);
        dispatcher.setMaxRequestsPerHost(MAX_AT_ONCE);
        client = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .protocols(List.of(Protocol.HTTP_1_1))
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .addNetworkInterceptor(DeadlineHttp::withoutInvitation)
                // A connection kept idle may be closed by the server just as the next request goes out; without
                // resending, that request would fail for no fault of the service. A new connection each time cannot.
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .connectTimeout(Duration.ZERO)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .build();
    }

    /**
     * One request and what is accepted as its answer.
     *
     * @param url an absolute http or https URL without user name and fragment
     * @param method one of GET, HEAD, POST, PUT, PATCH, DELETE
     * @param headers beside those that the client sets itself; without line breaks
     * @param body the bytes to send; must be empty for GET and HEAD
     * @param timeout the deadline over the whole exchange, more than zero
     * @param maxAnswerBytes the most bytes the answer's body may have, after decompression
     */
    public record Exchange(
            String url,
            String method,
            Map<String, String> headers,
            byte[] body,
            Duration timeout,
            int maxAnswerBytes) {}

    /**
     * A whole answer.
     *
     * @param status the HTTP status; a redirect is an answer like any other
     * @param headers the headers, names in lower case
     * @param body the whole body
     */
    public record Answer(int status, Map<String, List<String>> headers, byte[] body) {

        /** The first header with this name; null when there is none. */
        public @Nullable String header(String lowerCaseName) {
            List<String> values = headers.get(lowerCaseName);
            return values == null || values.isEmpty() ? null : values.getFirst();
        }
    }

    /**
     * Sends the request and waits for the answer.
     *
     * @throws HttpTrouble when there is no whole answer within the limits
     * @throws IllegalArgumentException with a sentence for the caller when the request itself is not acceptable
     * @throws InterruptedException when the caller is told to stop; the connection is closed then
     */
    public Answer exchange(Exchange exchange) throws HttpTrouble, InterruptedException {
        Call call = client.newCall(request(exchange));
        call.timeout().timeout(exchange.timeout().toMillis(), TimeUnit.MILLISECONDS);
        var outcome = new CompletableFuture<Answer>();
        call.enqueue(new Reader(outcome, exchange.maxAnswerBytes()));
        try {
            return outcome.get(exchange.timeout().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTrouble(Kind.TIMEOUT, timeoutSentence(exchange), e);
        } catch (ExecutionException e) {
            throw trouble(e.getCause(), exchange);
        } finally {
            call.cancel();
        }
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    /** A 503 with a Retry-After of 0 makes the library send the request again by itself; without the header it doesn't. */
    private static Response withoutInvitation(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        String wait = response.header("Retry-After");
        return wait != null && wait.matches("0+")
                ? response.newBuilder().removeHeader("Retry-After").build()
                : response;
    }

    private static Request request(Exchange exchange) {
        HttpUrl url = HttpUrl.parse(exchange.url());
        require(
                url != null && url.username().isEmpty() && url.fragment() == null,
                "give an absolute http or https URL");
        require(METHODS.contains(exchange.method()), "use one of the methods GET, HEAD, POST, PUT, PATCH, DELETE");
        require(exchange.timeout().toMillis() > 0, "give a timeout of at least a millisecond");
        require(exchange.maxAnswerBytes() > 0, "allow the answer at least one byte");
        boolean bodyless = exchange.method().equals("GET") || exchange.method().equals("HEAD");
        require(!bodyless || exchange.body().length == 0, "a GET or HEAD request carries no body");
        RequestBody body = exchange.body().length > 0 || NEEDS_BODY.contains(exchange.method())
                ? RequestBody.create(exchange.body(), null)
                : null;
        return new Request.Builder()
                .url(url)
                .headers(headers(exchange.headers()))
                .method(exchange.method(), body)
                .build();
    }

    private static Headers headers(Map<String, String> wanted) {
        var headers = new Headers.Builder();
        wanted.forEach((name, value) -> {
            require(
                    !OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT)),
                    "the header " + name + " is set by the client itself");
            try {
                headers.set(name, value);
            } catch (IllegalArgumentException e) {
                // The library's own message quotes the value, which may be a credential.
                throw new IllegalArgumentException("a header holds a character that is not allowed there");
            }
        });
        if (headers.get("User-Agent") == null) {
            headers.set("User-Agent", "omni-orchestrator");
        }
        return headers.build();
    }

    private static HttpTrouble trouble(Throwable cause, Exchange exchange) {
        return switch (cause) {
            case HttpTrouble known -> known;
            case UnknownHostException e -> new HttpTrouble(Kind.REFUSED, "the host's name is not known", e);
            case ConnectException e -> new HttpTrouble(Kind.REFUSED, "nothing accepts connections there", e);
            case NoRouteToHostException e -> new HttpTrouble(Kind.REFUSED, "the host can't be reached", e);
            case InterruptedIOException e -> new HttpTrouble(Kind.TIMEOUT, timeoutSentence(exchange), e);
            default -> new HttpTrouble(Kind.BROKEN, "the answer broke off or is no HTTP", cause);
        };
    }

    private static String timeoutSentence(Exchange exchange) {
        return "no whole answer within " + exchange.timeout().toMillis() + " ms";
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }

    /** Reads the answer on the client's own thread, so that the waiting caller can be interrupted. */
    private record Reader(CompletableFuture<Answer> outcome, int maxAnswerBytes) implements Callback {
        @Override
        public void onFailure(Call call, IOException e) {
            outcome.completeExceptionally(e);
        }

        @Override
        public void onResponse(Call call, Response response) {
            try (response) {
                outcome.complete(new Answer(response.code(), response.headers().toMultimap(), body(response)));
            } catch (IOException | HttpTrouble | RuntimeException e) {
                outcome.completeExceptionally(e);
            } finally {
                // What was not read is not waited for.
                call.cancel();
            }
        }

        private byte[] body(Response response) throws IOException, HttpTrouble {
            BufferedSource source = response.body().source();
            if (response.body().contentLength() > maxAnswerBytes || source.request(maxAnswerBytes + 1L)) {
                throw new HttpTrouble(Kind.TOO_LARGE, "the answer has more than " + maxAnswerBytes + " bytes", null);
            }
            return source.readByteArray();
        }
    }
}
