package io.omni.api.benchmark;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** Answers every request as a service that is well does, in a process of its own, and says on the console at which port. */
public final class HealthListener {
    private static final byte[] ANSWER =
            "{\"status\":\"ok\",\"version\":\"1.0.0\"}".getBytes(StandardCharsets.US_ASCII);

    private HealthListener() {}

    /** Listens until it is stopped. */
    public static void main(String[] args) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, ANSWER.length);
                exchange.getResponseBody().write(ANSWER);
            }
        });
        server.start();
        System.out.println(server.getAddress().getPort());
    }
}
