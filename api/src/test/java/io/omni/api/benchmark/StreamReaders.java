package io.omni.api.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Many readers of the live stream of events, on one thread, so that they take little from the server they share a machine with. */
final class StreamReaders implements AutoCloseable {
    private static final byte[] ID = "\nid: ".getBytes(StandardCharsets.US_ASCII);

    private final Selector selector = Selector.open();
    private final Thread thread;
    private volatile long events;
    private volatile int closed;
    private volatile boolean over;

    /** Connects them all and begins to read. */
    StreamReaders(int port, String token, int count) throws IOException {
        byte[] request = ("GET /api/v1/events/stream HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                        + "Authorization: Bearer " + token + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 64 << 10);
            channel.connect(new InetSocketAddress("127.0.0.1", port));
            channel.write(ByteBuffer.wrap(request));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new int[1]);
        }
        thread = Thread.ofPlatform().name("stream-readers").start(this::read);
    }

    /** How many events they have had, all together. */
    long events() {
        return events;
    }

    /** How many of them the server has sent away. */
    int closed() {
        return closed;
    }

    @Override
    public void close() throws IOException {
        over = true;
        selector.wakeup();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(64 << 10);
        try {
            while (!over) {
                long found = 0;
                selector.select(100);
                for (SelectionKey key : selector.selectedKeys()) {
                    buffer.clear();
                    if (((SocketChannel) key.channel()).read(buffer) < 0) {
                        key.cancel();
                        closed = closed + 1;
                        continue;
                    }
                    buffer.flip();
                    found += count(buffer, (int[]) key.attachment());
                }
                selector.selectedKeys().clear();
                events = events + found;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Counts the lines that begin an event; {@code matched} is how much of one the bytes before have ended with. */
    private static long count(ByteBuffer bytes, int[] matched) {
        long found = 0;
        int at = matched[0];
        while (bytes.hasRemaining()) {
            byte b = bytes.get();
            at = b == ID[at] ? at + 1 : b == ID[0] ? 1 : 0;
            if (at == ID.length) {
                found++;
                at = 0;
            }
        }
        matched[0] = at;
        return found;
    }
}
