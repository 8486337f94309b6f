package io.omni.command.service.runtime;

import io.omni.command.service.runtime.DockerHttp.Answer;
import io.omni.command.service.runtime.RuntimeTrouble.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Docker's engine, over its HTTP API (<a href="https://docs.docker.com/reference/api/engine/">Engine API</a>, 1.24 and later). */
public final class DockerEngine implements ContainerRuntime, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int CREATED = 201;
    private static final int NOT_MODIFIED = 304;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int LONGEST_MESSAGE = 300;
    private static final long NANO = 1_000_000_000L;
    private static final long USUAL_CPU_PERIOD = 100_000;

    private final DockerHttp http;
    private final Duration callTimeout;

    /** Reaches the engine when it is first asked for something, not before. */
    public DockerEngine(DockerSettings settings) {
        this.http = new DockerHttp(settings);
        this.callTimeout = settings.callTimeout();
    }

    @Override
    public Optional<Container> find(String nameOrId) throws RuntimeTrouble, InterruptedException {
        return inspect(nameOrId).map(DockerEngine::container);
    }

    @Override
    public String create(Replacement wanted) throws RuntimeTrouble, InterruptedException {
        JsonNode like = inspect(wanted.like()).orElseThrow(() -> noSuch(wanted.like()));
        DockerTwin twin = DockerTwin.of(like, wanted, imageOf(like));
        Answer answer = call("POST", "/containers/create?name=" + encoded(wanted.name()), twin.body());
        if (answer.status() != CREATED) {
            throw trouble(answer, wanted.name(), wanted.environment());
        }
        String id = answer.body().path("Id").asString("");
        for (Map.Entry<String, JsonNode> network : twin.furtherNetworks().entrySet()) {
            JsonNode connect = JSON.createObjectNode().put("Container", id).set("EndpointConfig", network.getValue());
            Answer connected = call("POST", "/networks/" + encoded(network.getKey()) + "/connect", connect);
            if (connected.status() >= 300) {
                remove(id);
                throw trouble(connected, wanted.name(), Map.of());
            }
        }
        return id;
    }

    @Override
    public void stop(String id, Duration grace) throws RuntimeTrouble, InterruptedException {
        String path = "/containers/" + encoded(id) + "/stop?t=" + grace.toSeconds();
        expectDone(http.call("POST", path, null, callTimeout.plus(grace)), id);
    }

    @Override
    public void start(String id) throws RuntimeTrouble, InterruptedException {
        expectDone(call("POST", "/containers/" + encoded(id) + "/start", null), id);
    }

    @Override
    public void rename(String id, String name) throws RuntimeTrouble, InterruptedException {
        Container now = find(id).orElseThrow(() -> noSuch(id));
        if (!now.name().equals(name)) {
            expectDone(call("POST", "/containers/" + encoded(id) + "/rename?name=" + encoded(name), null), id);
        }
    }

    @Override
    public void remove(String id) throws RuntimeTrouble, InterruptedException {
        Answer answer = call("DELETE", "/containers/" + encoded(id) + "?force=true&v=false", null);
        // 409: it is being removed already.
        if (answer.status() != NOT_FOUND && answer.status() != CONFLICT) {
            expectDone(answer, id);
        }
    }

    @Override
    public void close() {
        http.close();
    }

    private Optional<JsonNode> inspect(String nameOrId) throws RuntimeTrouble, InterruptedException {
        Answer answer = call("GET", "/containers/" + encoded(nameOrId) + "/json", null);
        if (answer.status() == NOT_FOUND) {
            return Optional.empty();
        }
        expectDone(answer, nameOrId);
        JsonNode found = answer.body();
        // The engine also takes the beginning of an id, which a name could be.
        boolean isIt = found.path("Id").asString("").equals(nameOrId)
                || found.path("Name").asString("").equals("/" + nameOrId);
        return isIt ? Optional.of(found) : Optional.empty();
    }

    /** The image's name as long as it still means the image that the container was made of, else that image's id. */
    private String imageOf(JsonNode container) throws RuntimeTrouble, InterruptedException {
        String id = container.path("Image").asString("");
        String name = container.path("Config").path("Image").asString(id);
        Answer named = call("GET", "/images/" + encoded(name) + "/json", null);
        return named.status() == 200 && named.body().path("Id").asString("").equals(id) ? name : id;
    }

    private Answer call(String method, String path, @Nullable JsonNode body)
            throws RuntimeTrouble, InterruptedException {
        return http.call(method, path, body, callTimeout);
    }

    private static void expectDone(Answer answer, String container) throws RuntimeTrouble {
        if (answer.status() >= 300 && answer.status() != NOT_MODIFIED) {
            throw trouble(answer, container, Map.of());
        }
    }

    private static RuntimeTrouble trouble(Answer answer, String container, Map<String, String> secrets) {
        if (answer.status() == NOT_FOUND && !answer.message().contains("mage")) {
            return noSuch(container);
        }
        String message = answer.message();
        for (String value : secrets.values()) {
            message = value.isEmpty() ? message : message.replace(value, "***");
        }
        String shown = message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + "…" : message;
        return new RuntimeTrouble(
                Kind.REFUSED, "the container engine refused something about " + container + ": " + shown, null);
    }

    private static RuntimeTrouble noSuch(String container) {
        return new RuntimeTrouble(Kind.NO_SUCH_CONTAINER, "the container engine has no container " + container, null);
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }

    private static Container container(JsonNode json) {
        JsonNode state = json.path("State");
        boolean running = state.path("Running").asBoolean(false);
        JsonNode limits = json.path("HostConfig");
        Map<String, String> labels = new LinkedHashMap<>();
        json.path("Config").path("Labels").forEachEntry((name, value) -> labels.put(name, value.asString("")));
        return new Container(
                json.path("Id").asString(""),
                json.path("Name").asString("").substring(1),
                running,
                state.path("Restarting").asBoolean(false),
                running ? null : state.path("ExitCode").asInt(0),
                DockerTwin.environment(json),
                limits.path("Memory").asLong(0),
                nanoCpus(limits),
                labels,
                limits.path("AutoRemove").asBoolean(false));
    }

    /** The processor limit, whichever of the engine's two ways it was given in. */
    static long nanoCpus(JsonNode limits) {
        long quota = limits.path("CpuQuota").asLong(0);
        long period = limits.path("CpuPeriod").asLong(0);
        long nanos = limits.path("NanoCpus").asLong(0);
        return nanos > 0 || quota <= 0 ? nanos : quota * NANO / (period > 0 ? period : USUAL_CPU_PERIOD);
    }
}
