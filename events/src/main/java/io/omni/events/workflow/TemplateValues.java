package io.omni.events.workflow;

import io.omni.events.pipeline.Problem;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the templates of an execution are filled in with: its event, its input, and of each step {@code output}, {@code status},
 * {@code status_code} and {@code error}.
 */
final class TemplateValues {
    private final ExecutionState state;
    private @Nullable Map<String, Object> steps;

    TemplateValues(ExecutionState state) {
        this.state = state;
    }

    @Nullable
    Object root(String name) {
        return switch (name) {
            case "event" -> state.event();
            case "input" -> state.input();
            default -> steps();
        };
    }

    private Map<String, Object> steps() {
        if (steps == null) {
            Map<String, Object> views = new LinkedHashMap<>();
            state.steps().forEach((name, step) -> views.put(name, view(step)));
            steps = views;
        }
        return steps;
    }

    private static Map<String, @Nullable Object> view(StepState step) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("output", step.output());
        view.put("status", step.status().wireName());
        view.put("status_code", step.statusCode());
        Problem problem = step.problem();
        view.put("error", problem == null ? null : Map.of("code", problem.code(), "message", problem.message()));
        return view;
    }

    /** A value inside a longer text: texts and numbers as they are, objects and lists as JSON, nothing as nothing. */
    static String asText(@Nullable Object value, TemplateBudget budget) {
        return switch (value) {
            case null -> "";
            case String text -> text;
            case Map<?, ?> _, List<?> _ -> {
                StringBuilder json = new StringBuilder();
                write(value, json, budget);
                yield json.toString();
            }
            default -> value.toString();
        };
    }

    private static void write(@Nullable Object value, StringBuilder json, TemplateBudget budget) {
        int before = json.length();
        switch (value) {
            case null -> json.append("null");
            case String text -> quote(text, json);
            case Map<?, ?> object -> {
                json.append('{');
                Iterator<? extends Map.Entry<?, ?>> members = object.entrySet().iterator();
                while (members.hasNext()) {
                    Map.Entry<?, ?> member = members.next();
                    quote(String.valueOf(member.getKey()), json);
                    json.append(':');
                    write(member.getValue(), json, budget);
                    json.append(members.hasNext() ? "," : "");
                }
                json.append('}');
                return;
            }
            case List<?> list -> {
                json.append('[');
                for (int i = 0; i < list.size(); i++) {
                    json.append(i == 0 ? "" : ",");
                    write(list.get(i), json, budget);
                }
                json.append(']');
                return;
            }
            default -> json.append(value);
        }
        budget.take(json.length() - before);
    }

    private static void quote(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < ' ') {
                        json.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }
}
