package io.omni.command.metrics;

import io.omni.command.service.CallListener;
import io.omni.command.service.ServiceHttp;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Counts the calls of services, and those of them that search for knowledge. */
@Component
class CountedCalls implements CallListener {
    private static final Set<String> SEARCHED = Set.of("vector-memory", "neo4j-graphrag-api", "knowledge-base");

    private final MinuteMetrics metrics;

    CountedCalls(MinuteMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void called(ServiceHttp.Call call, boolean failed, long nanos) {
        metrics.count(MinuteMetrics.SERVICE, call.service(), nanos, failed);
        if (SEARCHED.contains(call.service()) && isSearch(call)) {
            metrics.count(MinuteMetrics.KNOWLEDGE, call.service(), nanos, failed);
        }
    }

    private static boolean isSearch(ServiceHttp.Call call) {
        String path = call.path();
        return path.startsWith("/patterns/recommend")
                || path.endsWith("/points/query")
                || path.endsWith("/points/search")
                || path.equals("/graphql") && new String(call.body(), StandardCharsets.UTF_8).contains("search(");
    }
}
