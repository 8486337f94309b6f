package io.omni.api.edge.consistency;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Has a read that brings a consistency token wait until what it reads has caught up, at most five seconds. */
final class ConsistencyGuard implements HandlerInterceptor {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(3);

    private final ReadModels readModels;

    ConsistencyGuard(ReadModels readModels) {
        this.readModels = readModels;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws InterruptedException {
        String token = request.getHeader(ConsistencyToken.HEADER);
        boolean read = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (token != null && read && handler instanceof HandlerMethod method) {
            await(processors(method), ConsistencyToken.position(token));
        }
        return true;
    }

    private Set<String> processors(HandlerMethod method) {
        ReadsFrom reads = method.getMethodAnnotation(ReadsFrom.class);
        if (reads == null) {
            reads = AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), ReadsFrom.class);
        }
        return reads == null ? readModels.all() : Set.of(reads.value());
    }

    private void await(Set<String> processors, long position) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        for (String processor : processors) {
            while (!readModels.hasReached(processor, position)) {
                if (System.nanoTime() - end > 0) {
                    return;
                }
                TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
            }
        }
    }
}
