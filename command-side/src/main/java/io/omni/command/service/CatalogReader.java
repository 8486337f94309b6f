package io.omni.command.service;

import io.omni.command.service.InvalidCatalog.Fault;
import io.omni.command.service.ServiceCatalog.ManagedService;
import io.omni.events.pipeline.Stage;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads a catalogue node by node, because a fault without its line is hard to find in a file of forty entries. */
final class CatalogReader {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
    private static final Pattern HEALTH_PATH = Pattern.compile("/(?!/)[\\x21-\\x7e&&[^#\\\\]]{0,500}");
    private static final Pattern DESCRIPTION = Pattern.compile("[^\\p{Cntrl}]{1,300}");
    private static final Set<String> KEYS = Set.of(
            "name",
            "description",
            "container",
            "port",
            "tier",
            "health",
            "critical",
            "depends_on",
            "stages",
            "version");

    private final String source;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Integer> lineOf = new LinkedHashMap<>();

    CatalogReader(String source) {
        this.source = source;
    }

    List<ManagedService> read(String yaml) {
        List<ManagedService> services = new ArrayList<>();
        entries(yaml).forEach(node -> {
            ManagedService service = service(node);
            if (service != null) {
                services.add(service);
            }
        });
        checkDependencies(services);
        if (!faults.isEmpty()) {
            faults.sort(Comparator.comparingInt(Fault::line));
            throw new InvalidCatalog(source, faults);
        }
        return services;
    }

    private List<Node> entries(String yaml) {
        Node root;
        try {
            var options = new LoaderOptions();
            options.setMaxAliasesForCollections(0);
            root = new Yaml(new SafeConstructor(options)).compose(new StringReader(yaml));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new InvalidCatalog(source, List.of(new Fault(line, "this is no valid YAML: " + e.getProblem())));
        } catch (YAMLException e) {
            throw new InvalidCatalog(source, List.of(new Fault(1, "this is no valid YAML")));
        }
        Node list = root instanceof MappingNode map
                ? members(map, Set.of("services")).get("services")
                : null;
        if (!(list instanceof SequenceNode sequence) || sequence.getValue().isEmpty()) {
            fault(list == null ? root : list, "give the services as a non-empty list under 'services'");
            return List.of();
        }
        return sequence.getValue();
    }

    private @Nullable ManagedService service(Node node) {
        if (!(node instanceof MappingNode map)) {
            fault(node, "a service is an object with name, container, port, tier and health");
            return null;
        }
        int before = faults.size();
        Map<String, Node> members = members(map, KEYS);
        String name = text(map, members, "name", NAME, "lower-case letters, digits and dashes, at most 64 characters");
        String container = text(map, members, "container", HOST, "a host name");
        int port = port(map, members);
        String tier = text(map, members, "tier", null, "a tier's name");
        String health = health(map, members);
        boolean critical = critical(members);
        List<String> dependsOn = texts(members, "depends_on");
        List<String> stages = stages(members);
        Optional<String> version =
                Optional.ofNullable(members.get("version")).map(v -> text(map, members, "version", null, "a version"));
        Optional<String> description = Optional.ofNullable(members.get("description"))
                .map(d -> text(map, members, "description", DESCRIPTION, "one line of at most 300 characters"));
        if (!name.isEmpty()) {
            Integer first = lineOf.putIfAbsent(name, line(map));
            if (first != null) {
                fault(map, "the name '" + name + "' is already taken by line " + first);
            }
        }
        return faults.size() > before && name.isEmpty()
                ? null
                : new ManagedService(
                        name, container, port, tier, health, critical, dependsOn, stages, version, description);
    }

    private Map<String, Node> members(MappingNode map, Set<String> known) {
        var members = new LinkedHashMap<String, Node>();
        for (NodeTuple tuple : map.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (!known.contains(key)) {
                fault(tuple.getKeyNode(), "'" + key + "' is not known here");
            } else if (members.putIfAbsent(key, tuple.getValueNode()) != null) {
                fault(tuple.getKeyNode(), "'" + key + "' is given twice");
            }
        }
        return members;
    }

    /** The text of a required member; empty when it is missing or breaks the form, which is then a fault. */
    private String text(MappingNode map, Map<String, Node> members, String key, @Nullable Pattern form, String what) {
        Node node = members.get(key);
        if (node == null) {
            fault(map, "'" + key + "' is missing: give " + what);
            return "";
        }
        String value = node instanceof ScalarNode scalar ? scalar.getValue().strip() : "";
        if (value.isEmpty() || (form != null && !form.matcher(value).matches())) {
            fault(node, "'" + key + "' must be " + what + (value.isEmpty() ? "" : ", not '" + value + "'"));
            return "";
        }
        return value;
    }

    private int port(MappingNode map, Map<String, Node> members) {
        String value = text(map, members, "port", Pattern.compile("[0-9]{1,9}"), "a port from 1 to 65535");
        int port = value.isEmpty() ? 1 : Integer.parseInt(value);
        if (port < 1 || port > 65535) {
            fault(members.get("port"), "'port' must be a port from 1 to 65535, not '" + value + "'");
        }
        return port;
    }

    private String health(MappingNode map, Map<String, Node> members) {
        String what = "an HTTP path such as /health, or tcp";
        String value = text(map, members, "health", null, what);
        if (!value.isEmpty()
                && !value.equals("tcp")
                && !HEALTH_PATH.matcher(value).matches()) {
            fault(members.get("health"), "'health' must be " + what + ", not '" + value + "'");
        }
        return value;
    }

    private boolean critical(Map<String, Node> members) {
        Node node = members.get("critical");
        String value = node instanceof ScalarNode scalar ? scalar.getValue() : node == null ? "false" : "";
        if (!value.equals("true") && !value.equals("false")) {
            fault(node, "'critical' must be true or false");
        }
        return value.equals("true");
    }

    private List<String> stages(Map<String, Node> members) {
        List<String> stages = texts(members, "stages");
        for (String stage : stages) {
            try {
                Stage.of(stage);
            } catch (IllegalArgumentException e) {
                fault(members.get("stages"), "'" + stage + "' is no pipeline stage");
            }
        }
        return stages;
    }

    private List<String> texts(Map<String, Node> members, String key) {
        Node node = members.get(key);
        if (node == null) {
            return List.of();
        }
        var texts = new ArrayList<String>();
        boolean wellFormed = node instanceof SequenceNode;
        if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                if (item instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                    texts.add(scalar.getValue());
                } else {
                    wellFormed = false;
                }
            }
        }
        if (!wellFormed) {
            fault(node, "'" + key + "' must be a list of names");
        }
        return List.copyOf(texts);
    }

    private void checkDependencies(List<ManagedService> services) {
        var byName = new LinkedHashMap<String, ManagedService>();
        services.forEach(service -> byName.putIfAbsent(service.name(), service));
        for (ManagedService service : byName.values()) {
            for (String needed : service.dependsOn()) {
                if (!byName.containsKey(needed)) {
                    faultAt(service, "'" + service.name() + "' depends on '" + needed + "', which the catalogue lacks");
                }
            }
        }
        var done = new HashSet<String>();
        byName.values().forEach(service -> findCycle(service, byName, new ArrayList<>(), done));
    }

    private void findCycle(
            ManagedService service, Map<String, ManagedService> byName, List<String> path, Set<String> done) {
        int seenAt = path.indexOf(service.name());
        if (seenAt >= 0) {
            String cycle = String.join(" -> ", path.subList(seenAt, path.size())) + " -> " + service.name();
            faultAt(service, "services depend on each other in a circle: " + cycle);
            return;
        }
        if (done.contains(service.name())) {
            return;
        }
        path.add(service.name());
        for (String needed : service.dependsOn()) {
            ManagedService next = byName.get(needed);
            if (next != null) {
                findCycle(next, byName, path, done);
            }
        }
        path.removeLast();
        done.add(service.name());
    }

    private void faultAt(ManagedService service, String message) {
        faults.add(new Fault(lineOf.getOrDefault(service.name(), 1), message));
    }

    private void fault(@Nullable Node node, String message) {
        faults.add(new Fault(node == null ? 1 : line(node), message));
    }

    private static int line(Node node) {
        return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
    }
}
