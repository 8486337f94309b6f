package io.omni.api.edge.consistency;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.Supplier;

/** An answer that gets its consistency token just before its first byte, when the change is done and headers can still be set. */
final class TokenOnAnswer extends HttpServletResponseWrapper {
    private static final int FIRST_ERROR = 400;

    private final Supplier<String> token;
    private boolean set;

    TokenOnAnswer(HttpServletResponse response, Supplier<String> token) {
        super(response);
        this.token = token;
    }

    void setToken() {
        if (!set && !isCommitted() && getStatus() < FIRST_ERROR) {
            set = true;
            if (!containsHeader(ConsistencyToken.HEADER)) {
                setHeader(ConsistencyToken.HEADER, token.get());
            }
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        setToken();
        return super.getOutputStream();
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        setToken();
        return super.getWriter();
    }

    @Override
    public void flushBuffer() throws IOException {
        setToken();
        super.flushBuffer();
    }
}
