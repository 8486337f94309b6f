package io.omni.api.stardust;

import io.omni.events.stardust.Commitment;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** A response whose body is committed to while it is written; nothing of it is kept. */
final class DigestedResponse extends HttpServletResponseWrapper {
    private final byte[] salt;
    private MessageDigest digest;
    private @Nullable ServletOutputStream output;
    private @Nullable PrintWriter writer;

    DigestedResponse(HttpServletResponse response, byte[] salt) {
        super(response);
        this.salt = salt;
        this.digest = Commitment.begin(salt);
    }

    /** The commitment to what was written; to be asked for once, at the end. */
    Commitment commitment() {
        if (writer != null) {
            writer.flush();
        }
        return new Commitment(salt, digest.digest());
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (output == null) {
            output = new Digesting(super.getOutputStream());
        }
        return output;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (writer == null) {
            // Asking the response itself first settles its character set and its state.
            super.getWriter();
            writer = new PrintWriter(new Both(super.getWriter(), getCharacterEncoding()));
        }
        return writer;
    }

    @Override
    public void reset() {
        super.reset();
        digest = Commitment.begin(salt);
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        digest = Commitment.begin(salt);
    }

    /** Writes characters on and digests the bytes that they become. */
    private final class Both extends java.io.Writer {
        private final PrintWriter target;
        private final OutputStreamWriter bytes;

        Both(PrintWriter target, String charset) {
            this.target = target;
            this.bytes = new OutputStreamWriter(new DigestOnly(), Charset.forName(charset));
        }

        @Override
        public void write(char[] characters, int offset, int length) throws IOException {
            target.write(characters, offset, length);
            bytes.write(characters, offset, length);
        }

        @Override
        public void flush() throws IOException {
            bytes.flush();
            target.flush();
        }

        @Override
        public void close() throws IOException {
            bytes.flush();
            target.close();
        }
    }

    private final class DigestOnly extends java.io.OutputStream {
        @Override
        public void write(int b) {
            digest.update((byte) b);
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            digest.update(source, offset, length);
        }
    }

    private final class Digesting extends ServletOutputStream {
        private final ServletOutputStream target;

        Digesting(ServletOutputStream target) {
            this.target = target;
        }

        @Override
        public void write(int b) throws IOException {
            target.write(b);
            digest.update((byte) b);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            target.write(source, offset, length);
            digest.update(source, offset, length);
        }

        @Override
        public void flush() throws IOException {
            target.flush();
        }

        @Override
        public void close() throws IOException {
            target.close();
        }

        @Override
        public boolean isReady() {
            return target.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            target.setWriteListener(listener);
        }
    }
}
