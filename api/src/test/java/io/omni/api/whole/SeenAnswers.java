package io.omni.api.whole;

import io.omni.api.whole.Api.Answer;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What all tests of the whole application were answered, in the one process that they run in. */
final class SeenAnswers {
    private static final Set<Seen> ALL = ConcurrentHashMap.newKeySet();

    private SeenAnswers() {}

    private record Seen(String method, String path, String answer) {}

    /** Takes note of an answer. */
    static void note(String method, URI address, Answer answer) {
        note(method, address, answer.status(), code(answer));
    }

    /** Takes note of an answer; the code is empty when it is no error. */
    static void note(String method, URI address, int status, String code) {
        ALL.add(new Seen(method, address.getRawPath(), (status + " " + code).strip()));
    }

    /** What each operation was answered. What was asked of no operation, like a path that isn't there, is left out. */
    static Map<String, Set<String>> of(Described description) {
        Map<String, Set<String>> seen = new TreeMap<>();
        for (Seen one : ALL) {
            Optional<Described.Operation> operation = description.find(one.method, one.path);
            operation.ifPresent(o ->
                    seen.computeIfAbsent(o.toString(), _ -> new TreeSet<>()).add(one.answer));
        }
        return seen;
    }

    private static String code(Answer answer) {
        if (answer.status() < 400) {
            return "";
        }
        try {
            JsonNode body = answer.json();
            return body.at("/error/code").asString(body.path("code").asString(""));
        } catch (JacksonException noJson) {
            return "";
        }
    }
}
