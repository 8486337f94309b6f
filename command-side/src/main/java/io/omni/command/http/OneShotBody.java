package io.omni.command.http;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * A body that is sent once. Any other body OkHttp sends again by itself, when a connection breaks or the other side answers 503 with a
 * {@code Retry-After} of 0; who counts attempts, or asks what became of the first, must not have that.
 */
public final class OneShotBody extends RequestBody {
    private final @Nullable MediaType type;
    private final byte[] bytes;

    /** These bytes; nobody may change them. */
    public OneShotBody(@Nullable MediaType type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes;
    }

    @Override
    public @Nullable MediaType contentType() {
        return type;
    }

    @Override
    public long contentLength() {
        return bytes.length;
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        sink.write(bytes);
    }
}
