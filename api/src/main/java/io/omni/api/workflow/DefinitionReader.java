package io.omni.api.workflow;

import io.omni.command.Refusal;
import io.omni.events.workflow.OnFailure;
import io.omni.events.workflow.RetryRule;
import io.omni.events.workflow.StepDefinition;
import io.omni.events.workflow.Trigger;
import io.omni.events.workflow.TriggerType;
import io.omni.events.workflow.WorkflowDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a workflow's definition from JSON. Members that there are not are refused at once; what is of the wrong type is collected, to be
 * told together with everything else that is wrong with the definition. Nothing is coerced.
 */
final class DefinitionReader {
    private static final Set<String> MEMBERS =
            Set.of("name", "description", "trigger", "steps", "max_parallel", "active");
    private static final Set<String> TRIGGER = Set.of("type", "event", "filter", "cron", "timezone");
    private static final Set<String> STEP = Set.of(
            "name", "service", "action", "input", "depends_on", "retry", "timeout_seconds", "on_failure", "when");
    private static final Set<String> RETRY = Set.of("max_attempts", "backoff_ms", "multiplier", "max_backoff_ms");

    private final JsonMapper json;
    private final List<Refusal.Detail> unknown = new ArrayList<>();
    private final List<Refusal.Detail> faults = new ArrayList<>();

    DefinitionReader(JsonMapper json) {
        this.json = json;
    }

    /**
     * Reads a definition.
     *
     * @throws Refusal {@code BAD_REQUEST} when it is no object or has members that there are not
     */
    WorkflowDefinition read(JsonNode body) {
        if (!body.isObject()) {
            throw new Refusal("BAD_REQUEST", "send the workflow as a JSON object");
        }
        known(body, "", MEMBERS);
        WorkflowDefinition definition = new WorkflowDefinition(
                required(body, "", "name"),
                text(body, "", "description"),
                trigger(body.get("trigger")),
                steps(body.get("steps")),
                whole(body, "", "max_parallel"),
                flag(body, "active"));
        if (!unknown.isEmpty()) {
            throw new Refusal(
                    "BAD_REQUEST",
                    "the body has fields that there are not; see the details",
                    unknown.toArray(Refusal.Detail[]::new));
        }
        return definition;
    }

    /** What is wrong with the types of its members. */
    List<Refusal.Detail> faults() {
        return faults;
    }

    private Trigger trigger(@Nullable JsonNode node) {
        if (isAbsent(node)) {
            return Trigger.MANUAL;
        }
        if (!node.isObject()) {
            fault("trigger", "give an object with a type");
            return Trigger.MANUAL;
        }
        known(node, "trigger.", TRIGGER);
        TriggerType type = constant(node, "trigger.", "type", TriggerType.MANUAL, TriggerType::of);
        JsonNode filter = node.get("filter");
        if (!isAbsent(filter) && !filter.isObject()) {
            fault("trigger.filter", "give an object of paths and values");
        }
        return new Trigger(
                type,
                text(node, "trigger.", "event"),
                !isAbsent(filter) && filter.isObject() ? object(filter) : Map.of(),
                text(node, "trigger.", "cron"),
                text(node, "trigger.", "timezone"));
    }

    private List<StepDefinition> steps(@Nullable JsonNode node) {
        List<StepDefinition> steps = new ArrayList<>();
        if (isAbsent(node)) {
            return steps;
        }
        if (!node.isArray()) {
            fault("steps", "give a list of steps");
            return steps;
        }
        for (int i = 0; i < node.size(); i++) {
            JsonNode step = node.get(i);
            if (step.isObject()) {
                steps.add(step(step, "steps[" + i + "]."));
            } else {
                fault("steps[" + i + "]", "give an object");
            }
        }
        return steps;
    }

    private StepDefinition step(JsonNode node, String path) {
        known(node, path, STEP);
        JsonNode input = node.get("input");
        Integer timeout = whole(node, path, "timeout_seconds");
        return new StepDefinition(
                required(node, path, "name"),
                required(node, path, "service"),
                required(node, path, "action"),
                isAbsent(input) ? null : json.treeToValue(input, Object.class),
                texts(node, path, "depends_on"),
                retry(node.get("retry"), path + "retry"),
                timeout == null ? StepDefinition.DEFAULT_TIMEOUT_SECONDS : timeout,
                constant(node, path, "on_failure", OnFailure.FAIL, OnFailure::of),
                text(node, path, "when"));
    }

    private RetryRule retry(@Nullable JsonNode node, String path) {
        if (isAbsent(node)) {
            return RetryRule.NONE;
        }
        if (!node.isObject()) {
            fault(path, "give an object with max_attempts");
            return RetryRule.NONE;
        }
        known(node, path + ".", RETRY);
        Integer attempts = whole(node, path + ".", "max_attempts");
        Integer backoff = whole(node, path + ".", "backoff_ms");
        Integer longest = whole(node, path + ".", "max_backoff_ms");
        JsonNode multiplier = node.get("multiplier");
        if (!isAbsent(multiplier) && !multiplier.isNumber()) {
            fault(path + ".multiplier", "give a number");
        }
        RetryRule otherwise = RetryRule.NONE;
        return new RetryRule(
                attempts == null ? otherwise.maxAttempts() : attempts,
                backoff == null ? otherwise.backoffMs() : backoff,
                !isAbsent(multiplier) && multiplier.isNumber() ? multiplier.doubleValue() : otherwise.multiplier(),
                longest == null ? otherwise.maxBackoffMs() : longest);
    }

    private Map<String, Object> object(JsonNode node) {
        return json.treeToValue(node, new TypeReference<Map<String, Object>>() {});
    }

    private String required(JsonNode node, String path, String name) {
        if (isAbsent(node.get(name))) {
            fault(path + name, "is required");
            return "";
        }
        String text = text(node, path, name);
        return text == null ? "" : text;
    }

    private @Nullable String text(JsonNode node, String path, String name) {
        JsonNode member = node.get(name);
        if (isAbsent(member)) {
            return null;
        }
        if (!member.isString()) {
            fault(path + name, "give a text");
            return null;
        }
        return member.stringValue();
    }

    private List<String> texts(JsonNode node, String path, String name) {
        JsonNode member = node.get(name);
        List<String> texts = new ArrayList<>();
        if (isAbsent(member)) {
            return texts;
        }
        if (!member.isArray()) {
            fault(path + name, "give a list of texts");
            return texts;
        }
        for (JsonNode item : member) {
            if (item.isString()) {
                texts.add(item.stringValue());
            } else {
                fault(path + name, "give a list of texts");
            }
        }
        return texts;
    }

    private @Nullable Integer whole(JsonNode node, String path, String name) {
        JsonNode member = node.get(name);
        if (isAbsent(member)) {
            return null;
        }
        if (!member.isIntegralNumber() || !member.canConvertToInt()) {
            fault(path + name, "give a whole number");
            return null;
        }
        return member.intValue();
    }

    private boolean flag(JsonNode node, String name) {
        JsonNode member = node.get(name);
        if (!isAbsent(member) && !member.isBoolean()) {
            fault(name, "give true or false");
        }
        return isAbsent(member) || !member.isBoolean() || member.booleanValue();
    }

    private <E> E constant(JsonNode node, String path, String name, E otherwise, Function<String, E> parse) {
        String text = text(node, path, name);
        if (text == null) {
            return otherwise;
        }
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            fault(path + name, name.equals("type") ? "use manual, webhook, event or schedule" : "use fail or continue");
            return otherwise;
        }
    }

    private void known(JsonNode node, String path, Set<String> members) {
        node.propertyNames().stream()
                .filter(name -> !members.contains(name))
                .forEach(name -> unknown.add(new Refusal.Detail(path + shown(name), "there is no such field")));
    }

    private void fault(String field, String sentence) {
        faults.add(new Refusal.Detail(field, sentence));
    }

    private static String shown(String name) {
        return name.length() > 100 ? name.substring(0, 100) + "…" : name;
    }

    private static boolean isAbsent(@Nullable JsonNode node) {
        return node == null || node.isNull();
    }
}
