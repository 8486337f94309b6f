package io.omni.command.knowledge.source;

import io.omni.command.service.ServiceHttp;
import io.omni.command.service.ServiceUnavailable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Services in this process: what isn't set up is down. Remembers what it was asked. */
public final class FakeServices implements ServiceHttp {
    public static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, Function<JsonNode, Answer>> routes = new HashMap<>();
    public final List<Call> calls = new ArrayList<>();

    /** Answers calls of "service METHOD /path" with JSON. */
    public FakeServices on(String route, String json) {
        return on(route, 200, json);
    }

    /** Answers calls of "service METHOD /path" with a status and JSON. */
    public FakeServices on(String route, int status, String json) {
        return on(route, _ -> answer(status, json));
    }

    /** Answers calls of "service METHOD /path" by the body. */
    public FakeServices on(String route, Function<JsonNode, Answer> handler) {
        routes.put(route, handler);
        return this;
    }

    /** An answer with a JSON body. */
    public static Answer answer(int status, String json) {
        return new Answer(status, Map.of(), json.getBytes(StandardCharsets.UTF_8));
    }

    /** The bodies of the calls of a route, in order. */
    public List<JsonNode> bodies(String route) {
        return calls.stream()
                .filter(c -> route(c).equals(route))
                .map(c -> JSON.readTree(c.body()))
                .toList();
    }

    @Override
    public Answer send(Call call) throws ServiceUnavailable {
        calls.add(call);
        Function<JsonNode, Answer> handler = routes.get(route(call));
        if (handler == null) {
            throw new ServiceUnavailable(call.service(), "refused the connection", null);
        }
        return handler.apply(JSON.readTree(call.body()));
    }

    private static String route(Call call) {
        return call.service() + " " + call.method() + " " + call.path();
    }
}
