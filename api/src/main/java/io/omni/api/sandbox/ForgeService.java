package io.omni.api.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Gitea's pull requests ({@code /api/v1/repos/{owner}/{repo}/pulls}), in memory: it takes and lists them, and merges none. */
final class ForgeService implements PlayedService {
    private static final int MAX_PULLS = 1000;

    private final Map<String, List<Map<String, Object>>> pulls = new LinkedHashMap<>();
    private int taken;

    @Override
    public String name() {
        return "source-control";
    }

    @Override
    public synchronized Reply answer(Asked asked) {
        if (asked.is("GET", "/api/v1/version")) {
            return Reply.ok(Map.of("version", "sandbox"));
        }
        if (!asked.path().matches("/api/v1/repos/[^/]+/[^/]+/pulls(/\\d+)?")) {
            return Reply.notFound();
        }
        List<String> path = asked.segments();
        String repository = path.get(3) + "/" + path.get(4);
        List<Map<String, Object>> known = pulls.getOrDefault(repository, List.of());
        if (asked.method().equals("POST") && path.size() == 6) {
            return open(repository, asked.json());
        }
        if (!asked.method().equals("GET")) {
            return Reply.notFound();
        }
        if (path.size() == 6) {
            return Reply.ok(known);
        }
        return known.stream()
                .filter(pull -> String.valueOf(pull.get("number")).equals(path.getLast()))
                .findFirst()
                .map(Reply::ok)
                .orElse(Reply.error(404, "There is no such pull request."));
    }

    @Override
    public synchronized void reset() {
        pulls.clear();
        taken = 0;
    }

    private Reply open(String repository, JsonNode request) {
        String head = request.path("head").stringValue("");
        String base = request.path("base").stringValue("");
        if (head.isBlank()
                || base.isBlank()
                || request.path("title").stringValue("").isBlank()) {
            return new Reply(422, Map.of("message", "Give head, base and title."));
        }
        List<Map<String, Object>> known = pulls.computeIfAbsent(repository, _ -> new ArrayList<>());
        boolean exists = known.stream()
                .anyMatch(p -> p.get("head").equals(ref(head)) && p.get("base").equals(ref(base)));
        if (exists) {
            return new Reply(409, Map.of("message", "pull request already exists for these targets"));
        }
        if (taken >= MAX_PULLS) {
            return new Reply(422, Map.of("message", "The sandbox keeps at most " + MAX_PULLS + " pull requests."));
        }
        var pull = new LinkedHashMap<String, Object>();
        pull.put("id", ++taken);
        pull.put("number", known.size() + 1);
        pull.put("state", "open");
        pull.put("title", request.path("title").stringValue(""));
        pull.put("body", request.path("body").stringValue(""));
        pull.put("head", ref(head));
        pull.put("base", ref(base));
        pull.put("html_url", "http://omni-gitea:3000/" + repository + "/pulls/" + (known.size() + 1));
        known.add(pull);
        return new Reply(201, pull);
    }

    private static Map<String, String> ref(String name) {
        return Map.of("label", name, "ref", name);
    }
}
