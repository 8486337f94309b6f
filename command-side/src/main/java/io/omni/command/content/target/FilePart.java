package io.omni.command.content.target;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** A piece of a file as the body of a request, sent once. */
final class FilePart extends RequestBody {
    private static final int COPY = 1 << 16;

    private final MediaType type;
    private final Path file;
    private final long from;
    private final long count;

    FilePart(MediaType type, Path file, long from, long count) {
        this.type = type;
        this.file = file;
        this.from = from;
        this.count = count;
    }

    @Override
    public MediaType contentType() {
        return type;
    }

    @Override
    public long contentLength() {
        return count;
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.position(from);
            InputStream in = Channels.newInputStream(channel);
            byte[] buffer = new byte[COPY];
            long left = count;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new IOException("the file has become shorter");
                }
                sink.write(buffer, 0, read);
                left -= read;
            }
        }
    }
}
