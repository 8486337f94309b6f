package io.omni.api.sandbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Wiki.js's GraphQL, as much of it as reading needs: {@code pages.search}, {@code pages.single}, {@code pages.list} and
 * {@code pages.singleByPath}, with arguments inline or as variables. Every field of a page is given, whichever were asked for.
 */
final class WikiService implements PlayedService {
    private static final Pattern CALL = Pattern.compile(
            "\\b(search|singleByPath|single|list)\\b\\s*(?:\\(((?:[^)\"]|\"(?:[^\"\\\\]|\\\\.)*\")*)\\))?\\s*\\{");
    private static final String UPDATED_AT = "2025-01-01T00:00:00.000Z";

    private final List<Page> pages = new ArrayList<>();

    WikiService(JsonMapper json) {
        for (JsonNode page : json.readTree(Resources.bytes("pages.json"))) {
            pages.add(new Page(
                    page.path("id").intValue(0),
                    page.path("path").stringValue(""),
                    page.path("title").stringValue(""),
                    page.path("description").stringValue(""),
                    page.path("content").stringValue("")));
        }
    }

    private record Page(int id, String path, String title, String description, String content) {
        double score(String query) {
            return Words.overlap(query, title + " " + description + " " + content);
        }

        Map<String, Object> found() {
            return Map.of(
                    "id", String.valueOf(id), "path", path, "title", title, "description", description, "locale", "en");
        }

        Map<String, Object> whole() {
            var whole = new LinkedHashMap<>(found());
            whole.put("id", id);
            whole.put("content", content);
            whole.put("contentType", "markdown");
            whole.put("isPublished", true);
            whole.put("createdAt", UPDATED_AT);
            whole.put("updatedAt", UPDATED_AT);
            return whole;
        }
    }

    @Override
    public String name() {
        return "knowledge-base";
    }

    @Override
    public Reply answer(Asked asked) {
        if (!asked.is("POST", "/graphql")) {
            return Reply.notFound();
        }
        JsonNode request = asked.json();
        Matcher call = CALL.matcher(request.path("query").stringValue(""));
        if (!call.find()) {
            return problem("The sandbox's wiki knows pages.search, pages.single, pages.singleByPath and pages.list.");
        }
        String arguments = call.group(2) == null ? "" : call.group(2);
        JsonNode variables = request.path("variables");
        return switch (call.group(1)) {
            case "search" -> search(argument("query", arguments, variables));
            case "list" -> data("list", pages.stream().map(Page::whole).toList());
            case "single" -> single(find("id", argument("id", arguments, variables)));
            default -> single(find("path", argument("path", arguments, variables)));
        };
    }

    private Reply search(@Nullable String query) {
        String text = query == null ? "" : query;
        List<Map<String, Object>> results = pages.stream()
                .filter(page -> page.score(text) > 0)
                .sorted(Comparator.comparingDouble((Page page) -> page.score(text))
                        .reversed())
                .map(Page::found)
                .toList();
        return data("search", Map.of("results", results, "suggestions", List.of(), "totalHits", results.size()));
    }

    private @Nullable Page find(String key, @Nullable String value) {
        return pages.stream()
                .filter(p -> (key.equals("id") ? String.valueOf(p.id()) : p.path()).equals(value))
                .findFirst()
                .orElse(null);
    }

    private static Reply single(@Nullable Page page) {
        return page == null ? problem("This page does not exist.") : data("single", page.whole());
    }

    private static Reply data(String member, Object value) {
        return Reply.ok(Map.of("data", Map.of("pages", Map.of(member, value))));
    }

    private static Reply problem(String message) {
        return Reply.ok(Map.of("errors", List.of(Map.of("message", message))));
    }

    /** An argument's value: a variable's, a string's or a number's. */
    private static @Nullable String argument(String name, String arguments, JsonNode variables) {
        Matcher argument = Pattern.compile("\\b" + name + "\\s*:\\s*(?:\\$(\\w+)|\"((?:[^\"\\\\]|\\\\.)*)\"|(\\d+))")
                .matcher(arguments);
        if (!argument.find()) {
            return null;
        }
        if (argument.group(1) != null) {
            JsonNode value = variables.path(argument.group(1));
            return value.isString() ? value.stringValue("") : value.toString();
        }
        return argument.group(2) != null ? argument.group(2).replaceAll("\\\\(.)", "$1") : argument.group(3);
    }
}
