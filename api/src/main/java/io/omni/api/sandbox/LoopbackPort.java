package io.omni.api.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A port that accepts connections and closes them at once: a service that speaks no HTTP, as far as a health check looks. */
final class LoopbackPort implements AutoCloseable {
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final Runnable accepted;
    private @Nullable ServerSocket socket;
    private @Nullable Thread acceptor;
    private int port;

    LoopbackPort(Runnable accepted) {
        this.accepted = accepted;
    }

    /** The port, accepting connections or refusing them. */
    synchronized int place(boolean up) {
        try {
            if (up && socket == null) {
                open();
            } else if (!up) {
                if (port == 0) {
                    open();
                }
                close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox platform finds no free port on the loopback", e);
        }
        return port;
    }

    @Override
    public synchronized void close() {
        ServerSocket open = socket;
        socket = null;
        if (open != null) {
            try {
                open.close();
                if (acceptor != null) {
                    // Until the waiting accept has ended, the system may still take a connection.
                    acceptor.join(LONGEST_END);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void open() throws IOException {
        // A new port each time: the old one may have been taken by somebody else meanwhile.
        var opened = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        socket = opened;
        port = opened.getLocalPort();
        acceptor = Thread.ofVirtual().name("sandbox-port-" + port).start(() -> accept(opened));
    }

    private void accept(ServerSocket opened) {
        while (!opened.isClosed()) {
            try (Socket _ = opened.accept()) {
                accepted.run();
            } catch (IOException e) {
                if (opened.isClosed()) {
                    return;
                }
                // One connection failed while it was taken or closed; the next one is no worse for it.
            }
        }
    }
}
