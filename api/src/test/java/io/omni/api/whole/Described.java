package io.omni.api.whole;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The operations of the API as its description has them. */
final class Described {
    private final List<Operation> operations;

    private Described(List<Operation> operations) {
        this.operations = operations;
    }

    /** Reads the description of a running product. */
    static Described by(Api api) {
        List<Operation> operations = new ArrayList<>();
        api.as(null)
                .read("/openapi.json")
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> operations.add(new Operation(
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                form(path.getKey()),
                                method.getValue()))));
        return new Described(List.copyOf(operations));
    }

    List<Operation> operations() {
        return operations;
    }

    /** The operation that answers such a request: of several, the one whose path has the fewest variables. */
    Optional<Operation> find(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.method.equals(method)
                        && operation.form.matcher(path).matches())
                .min(Comparator.comparingLong(operation ->
                        operation.path.chars().filter(c -> c == '{').count()));
    }

    private static Pattern form(String path) {
        StringBuilder form = new StringBuilder();
        for (String part : path.split("(?=\\{)|(?<=})")) {
            form.append(part.startsWith("{") ? "[^/]+" : Pattern.quote(part));
        }
        return Pattern.compile(form.toString());
    }

    /** One operation; its path is a template, and the form is that of all paths that it answers. */
    record Operation(String method, String path, Pattern form, JsonNode node) {

        /** The path with this in place of every variable. */
        String at(String value) {
            return path.replaceAll("\\{[^}]*}", value);
        }

        boolean isPublic() {
            return node.path("x-required-scope").asString().equals("public");
        }

        boolean isLimited() {
            return !node.path("x-rate-category").asString().equals("none");
        }

        /** What it may be answered with: the status, and the code of an error. */
        Set<String> answers() {
            Set<String> answers = new TreeSet<>();
            node.path("responses").properties().forEach(answer -> {
                JsonNode codes = answer.getValue().path("x-error-codes");
                codes.forEach(code -> answers.add(answer.getKey() + " " + code.asString()));
                if (codes.isMissingNode()) {
                    answers.add(answer.getKey());
                }
            });
            return answers;
        }

        boolean mayAnswer(String answer) {
            return answers().contains(answer);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }
}
