package io.omni.events.workflow;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a step's templates come to in an execution. The same state always gives the same. */
public final class StepTemplates {
    /** The most characters that the templates of one step may write. */
    public static final long MOST_CHARACTERS = 4L << 20;

    private StepTemplates() {}

    /**
     * The step's input, filled in.
     *
     * @throws TemplateOverflow when it becomes too large
     */
    public static @Nullable Object input(ExecutionState state, StepDefinition step) {
        return fill(step.input(), new TemplateValues(state), new TemplateBudget(MOST_CHARACTERS));
    }

    /**
     * The path of the step's action, filled in; values are percent-encoded, so that none adds a part to the path.
     *
     * @throws TemplateOverflow when it becomes too large
     */
    public static String path(ExecutionState state, StepDefinition step) {
        String path = step.action().substring(step.action().indexOf(' ') + 1);
        return Template.parse(path)
                .text(new TemplateValues(state), new TemplateBudget(MOST_CHARACTERS), (value, budget) -> {
                    String text = URLEncoder.encode(TemplateValues.asText(value, budget), StandardCharsets.UTF_8);
                    return text.replace("+", "%20");
                });
    }

    /** Whether the step's condition holds; a step without one always runs. */
    public static boolean holds(ExecutionState state, StepDefinition step) {
        return step.when() == null
                || isTruthy(Template.parse(step.when())
                        .fill(new TemplateValues(state), new TemplateBudget(MOST_CHARACTERS)));
    }

    /** Everything in JSON is truthy but null, false, zero, and texts, lists and objects without content, and the text "false". */
    static boolean isTruthy(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean truth -> truth;
            case Number number -> number.doubleValue() != 0;
            case String text -> !text.isBlank() && !text.strip().equalsIgnoreCase("false");
            case Map<?, ?> object -> !object.isEmpty();
            case List<?> list -> !list.isEmpty();
            default -> true;
        };
    }

    private static @Nullable Object fill(@Nullable Object value, TemplateValues values, TemplateBudget budget) {
        return switch (value) {
            case String text -> Template.parse(text).fill(values, budget);
            case Map<?, ?> object -> {
                Map<String, @Nullable Object> filled = new LinkedHashMap<>();
                object.forEach((key, member) -> filled.put(String.valueOf(key), fill(member, values, budget)));
                yield filled;
            }
            case List<?> list -> {
                List<@Nullable Object> filled = new ArrayList<>(list.size());
                list.forEach(item -> filled.add(fill(item, values, budget)));
                yield filled;
            }
            case null, default -> value;
        };
    }
}
