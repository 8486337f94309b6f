package io.omni.api.edge;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/** A request whose body ends in an error when it is longer than it may be, whatever its {@code Content-Length} said. */
final class LimitedBody extends HttpServletRequestWrapper {
    /** The longest body, in bytes: 1 MiB. */
    static final long LONGEST = 1L << 20;

    LimitedBody(HttpServletRequest request) {
        super(request);
    }

    static boolean isDeclaredTooLong(HttpServletRequest request) {
        return request.getContentLengthLong() > LONGEST;
    }

    static boolean mayHaveBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    static ApiError tooLong() {
        return new ApiError(ErrorCode.PAYLOAD_TOO_LARGE, "The body is larger than 1 MiB; send less at once.");
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new Counting(super.getInputStream());
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), charset()));
    }

    private Charset charset() {
        String name = getCharacterEncoding();
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw new ApiError(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The body's character set isn't known; use UTF-8.");
        }
    }

    private static final class Counting extends ServletInputStream {
        private final ServletInputStream body;
        private long count;

        Counting(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            int next = body.read();
            if (next >= 0) {
                count(1);
            }
            return next;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = body.read(target, offset, length);
            if (read > 0) {
                count(read);
            }
            return read;
        }

        private void count(int more) {
            count += more;
            if (count > LONGEST) {
                throw tooLong();
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
