package io.omni.command.service.runtime;

import io.omni.command.service.runtime.ContainerRuntime.Replacement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The request for a container that is like another one. It is made of what the engine says of that one, as JSON and not through types of
 * ours or a library's: what they don't know would be lost, and the service would run without it.
 *
 * @param body the body of {@code POST /containers/create}
 * @param furtherNetworks networks to connect it to afterwards, since older engines take only one at its making
 */
record DockerTwin(ObjectNode body, Map<String, JsonNode> furtherNetworks) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SHORT_ID = 12;
    private static final Set<String> ENDPOINT = Set.of("IPAMConfig", "Links", "DriverOpts", "GwPriority");

    static DockerTwin of(JsonNode like, Replacement wanted, String image) {
        ObjectNode host = (ObjectNode) like.path("HostConfig").deepCopy();
        limit(host, wanted);
        keepAnonymousVolumes(like, host);
        ObjectNode body = (ObjectNode) like.path("Config").deepCopy();
        body.put("Image", image);
        body.set("Env", variables(like, wanted.environment()));
        ObjectNode labels = body.putObject("Labels");
        wanted.labels().forEach(labels::put);
        settleHostname(like, host, body);
        body.set("HostConfig", host);
        return networked(like, host, body);
    }

    /** Every variable that a container runs with, in its order. */
    static Map<String, String> environment(JsonNode container) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (JsonNode variable : container.path("Config").path("Env")) {
            String text = variable.asString("");
            int equals = text.indexOf('=');
            if (equals > 0) {
                environment.put(text.substring(0, equals), text.substring(equals + 1));
            }
        }
        return environment;
    }

    private static ArrayNode variables(JsonNode like, Map<String, String> environment) {
        ArrayNode variables = JSON.createArrayNode();
        environment.forEach((name, value) -> variables.add(name + "=" + value));
        // "NAME" alone takes a variable of the image away.
        for (JsonNode variable : like.path("Config").path("Env")) {
            String text = variable.asString("");
            if (!text.contains("=") && !environment.containsKey(text)) {
                variables.add(text);
            }
        }
        return variables;
    }

    private static void limit(ObjectNode host, Replacement wanted) {
        if (host.path("Memory").asLong(0) != wanted.memoryBytes()) {
            host.put("Memory", wanted.memoryBytes());
            // It counts memory too, and must not be less; 0 makes the engine choose.
            if (host.path("MemorySwap").asLong(0) > 0) {
                host.put("MemorySwap", 0);
            }
            if (host.path("MemoryReservation").asLong(0) > wanted.memoryBytes() && wanted.memoryBytes() > 0) {
                host.put("MemoryReservation", 0);
            }
        }
        if (DockerEngine.nanoCpus(host) != wanted.nanoCpus()) {
            host.put("NanoCpus", wanted.nanoCpus());
            // The engine takes a limit in one of its ways only.
            host.put("CpuQuota", 0);
            host.put("CpuPeriod", 0);
        }
    }

    /** Data in volumes without a name of their own would stay behind with the old container. */
    private static void keepAnonymousVolumes(JsonNode like, ObjectNode host) {
        Set<String> mounted = new HashSet<>();
        host.path("Binds").forEach(bind -> mounted.add(target(bind.asString(""))));
        host.path("Mounts").forEach(mount -> mounted.add(mount.path("Target").asString("")));
        List<String> kept = new ArrayList<>();
        for (JsonNode mount : like.path("Mounts")) {
            String target = mount.path("Destination").asString("");
            if (mount.path("Type").asString("").equals("volume") && !mounted.contains(target)) {
                kept.add(mount.path("Name").asString("") + ":" + target
                        + (mount.path("RW").asBoolean(true) ? "" : ":ro"));
            }
        }
        if (!kept.isEmpty()) {
            ArrayNode binds = host.path("Binds") instanceof ArrayNode given ? given : host.putArray("Binds");
            kept.forEach(binds::add);
        }
    }

    private static String target(String bind) {
        String[] parts = bind.split(":");
        return parts.length > 1 ? parts[1] : bind;
    }

    private static void settleHostname(JsonNode like, ObjectNode host, ObjectNode body) {
        String network = host.path("NetworkMode").asString("");
        String ownName = shortId(like);
        boolean borrowed = network.startsWith("container:")
                || host.path("UTSMode").asString("").equals("host");
        if (borrowed || body.path("Hostname").asString("").equals(ownName)) {
            body.remove("Hostname");
        }
        if (borrowed) {
            body.remove("Domainname");
        }
        if (network.startsWith("container:")) {
            body.remove("ExposedPorts");
            host.remove("PortBindings");
        }
    }

    private static DockerTwin networked(JsonNode like, ObjectNode host, ObjectNode body) {
        String mode = host.path("NetworkMode").asString("");
        Map<String, JsonNode> networks = new LinkedHashMap<>();
        if (!mode.equals("host") && !mode.equals("none") && !mode.startsWith("container:")) {
            like.path("NetworkSettings").path("Networks").forEachEntry((name, settings) -> {
                networks.put(name, endpoint(like, settings));
            });
        }
        String first = networks.containsKey(mode)
                ? mode
                : networks.keySet().stream().findFirst().orElse("");
        if (!first.isEmpty()) {
            body.putObject("NetworkingConfig").putObject("EndpointsConfig").set(first, networks.remove(first));
        }
        return new DockerTwin(body, networks);
    }

    private static ObjectNode endpoint(JsonNode like, JsonNode settings) {
        ObjectNode endpoint = JSON.createObjectNode();
        settings.forEachEntry((name, value) -> {
            if (ENDPOINT.contains(name) && !value.isNull()) {
                endpoint.set(name, value);
            }
        });
        ArrayNode aliases = JSON.createArrayNode();
        for (JsonNode alias : settings.path("Aliases")) {
            if (!alias.asString("").equals(shortId(like))) {
                aliases.add(alias);
            }
        }
        if (!aliases.isEmpty()) {
            endpoint.set("Aliases", aliases);
        }
        return endpoint;
    }

    private static String shortId(JsonNode container) {
        String id = container.path("Id").asString("");
        return id.substring(0, Math.min(SHORT_ID, id.length()));
    }
}
