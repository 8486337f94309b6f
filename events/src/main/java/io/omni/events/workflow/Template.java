package io.omni.events.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text with places to fill in: {@code {{event.a.b}}}, {@code {{input.a}}}, {@code {{steps.NAME.output.a}}}. A text that is one
 * place alone becomes the value as it is, with its JSON type; elsewhere a value is written as text, and nothing where there is none.
 * What was filled in is never read as a template again. A path leads through JSON objects and lists only.
 */
public final class Template {
    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";
    private static final Pattern SEGMENT = Pattern.compile("[\\p{L}\\p{N}_@$/:-]{1,200}");
    private static final int MAX_SEGMENTS = 32;

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = parts;
    }

    /** A stretch of a template. */
    private sealed interface Part {}

    private record Literal(String text) implements Part {}

    private record Place(List<String> path) implements Part {}

    /**
     * Reads a template, in one pass.
     *
     * @throws IllegalArgumentException with a sentence for the author when it can't be read
     */
    public static Template parse(String text) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf(OPEN, at);
            if (open < 0) {
                parts.add(new Literal(text.substring(at)));
                break;
            }
            if (open > at) {
                parts.add(new Literal(text.substring(at, open)));
            }
            int close = text.indexOf(CLOSE, open + OPEN.length());
            if (close < 0) {
                throw new IllegalArgumentException("'{{' is never closed; write {{input.name}}");
            }
            parts.add(place(text.substring(open + OPEN.length(), close)));
            at = close + CLOSE.length();
        }
        return new Template(List.copyOf(parts));
    }

    /** The steps that it reads. */
    public List<String> steps() {
        return parts.stream()
                .flatMap(part ->
                        part instanceof Place place && place.path.getFirst().equals("steps")
                                ? Optional.of(place.path.get(1)).stream()
                                : Optional.<String>empty().stream())
                .distinct()
                .toList();
    }

    /**
     * Fills it in.
     *
     * @param budget how much may still be written
     * @return the value of the one place that it consists of, or a text
     * @throws TemplateOverflow when it becomes too large
     */
    @Nullable
    Object fill(TemplateValues values, TemplateBudget budget) {
        if (parts.size() == 1 && parts.getFirst() instanceof Place place) {
            return lookUp(values, place.path);
        }
        return text(values, budget, TemplateValues::asText);
    }

    /** Fills it in as a text, each value written by {@code writing}. */
    String text(TemplateValues values, TemplateBudget budget, Writing writing) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            String more = switch (part) {
                case Literal literal -> literal.text;
                case Place place -> writing.write(lookUp(values, place.path), budget);
            };
            budget.take(more.length());
            text.append(more);
        }
        return text.toString();
    }

    /** How a value becomes a text. */
    @FunctionalInterface
    interface Writing {
        String write(@Nullable Object value, TemplateBudget budget);
    }

    private static Place place(String inner) {
        String path = inner.strip();
        if (path.contains(OPEN) || path.contains("{") || path.contains("}")) {
            throw new IllegalArgumentException("templates don't nest; close one before opening the next");
        }
        List<String> segments = List.of(path.split("\\.", MAX_SEGMENTS + 1));
        if (path.isEmpty() || segments.size() > MAX_SEGMENTS) {
            throw new IllegalArgumentException("a template names a path of 1 to 32 parts, for example {{input.name}}");
        }
        for (String segment : segments) {
            if (!SEGMENT.matcher(segment).matches()) {
                throw new IllegalArgumentException("the template '" + shown(path)
                        + "' is no path; use parts of letters, digits, '_' and '-' with dots between them");
            }
        }
        switch (segments.getFirst()) {
            case "event", "input" -> {
                // Either alone is the whole object.
            }
            case "steps" -> {
                if (segments.size() < 2) {
                    throw new IllegalArgumentException("name a step: {{steps.NAME.output}}");
                }
            }
            default ->
                throw new IllegalArgumentException(
                        "the template '" + shown(path) + "' begins with none of event, input and steps");
        }
        return new Place(segments);
    }

    private static @Nullable Object lookUp(TemplateValues values, List<String> path) {
        Object value = values.root(path.getFirst());
        for (String segment : path.subList(1, path.size())) {
            value = switch (value) {
                case Map<?, ?> object -> object.get(segment);
                case List<?> list -> element(list, segment);
                case null, default -> null;
            };
            if (value == null) {
                return null;
            }
        }
        return value;
    }

    private static @Nullable Object element(List<?> list, String segment) {
        if (!segment.matches("[0-9]{1,9}")) {
            return null;
        }
        int index = Integer.parseInt(segment);
        return index < list.size() ? list.get(index) : null;
    }

    private static String shown(String path) {
        return path.length() > 60 ? path.substring(0, 60) + "…" : path;
    }
}
