package io.omni.api.edge.consistency;

import io.omni.command.eventstore.AppendPosition;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/** Puts a consistency token on the answer of every change. */
final class ConsistencyFilter extends OncePerRequestFilter {
    private static final Set<String> CHANGES = Set.of("POST", "PUT", "PATCH", "DELETE");

    private final AppendPosition position;
    private final ReadModels readModels;

    ConsistencyFilter(AppendPosition position, ReadModels readModels) {
        this.position = position;
        this.readModels = readModels;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !CHANGES.contains(request.getMethod());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long before = position.latest();
        TokenOnAnswer answer = new TokenOnAnswer(response, () -> ConsistencyToken.of(after(before)));
        chain.doFilter(request, answer);
        answer.setToken();
    }

    /** When this node has appended nothing meanwhile, the answer rests on what others did: then the store says how far it is. */
    private long after(long before) {
        long latest = position.latest();
        return latest > before ? latest : readModels.head();
    }
}
