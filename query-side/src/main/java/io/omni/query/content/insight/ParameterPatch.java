package io.omni.query.content.insight;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Lays parameters that a caller names over those that were used, member by member. */
final class ParameterPatch {
    private static final int DEEPEST = 20;

    private final JsonMapper mapper;

    ParameterPatch(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * The parameters with the patch laid over them.
     *
     * @param patch policies' names, each with parameters
     * @throws BadParameters for the first parameter that doesn't exist or makes no sense
     */
    WhatIfParameters laidOver(WhatIfParameters used, Map<String, ? extends @Nullable Map<String, Object>> patch) {
        ObjectNode all = mapper.valueToTree(used);
        patch.forEach((policy, members) -> {
            if (!(all.get(policy) instanceof ObjectNode own)) {
                throw new BadParameters(policy, true, "there is no policy of this name");
            }
            if (members == null) {
                throw new BadParameters(policy, false, policy + " must be an object of parameters");
            }
            members.forEach((name, value) -> set(own, policy + "." + name, name, mapper.valueToTree(value)));
        });
        try {
            return mapper.treeToValue(all, WhatIfParameters.class);
        } catch (JacksonException e) {
            throw new BadParameters(parameter(reason(e)), false, reason(e));
        }
    }

    private static void set(ObjectNode policy, String path, String name, JsonNode value) {
        JsonNode used = policy.get(name);
        if (used == null) {
            throw new BadParameters(path, true, "the policy has no parameter of this name");
        }
        if (used.isArray()) {
            requireTexts(path, value);
        } else if (!value.isNumber() || used.isIntegralNumber() && !value.isIntegralNumber()) {
            String what = used.isIntegralNumber() ? "a whole number" : "a number";
            throw new BadParameters(path, false, path + " must be " + what);
        }
        policy.set(name, value);
    }

    private static void requireTexts(String path, JsonNode value) {
        boolean texts = value.isArray();
        for (JsonNode item : value) {
            texts &= item.isString();
        }
        if (!texts) {
            throw new BadParameters(path, false, path + " must be a list of texts");
        }
    }

    /** The sentence of the policy that refused, which begins with the parameter's name. */
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < DEEPEST && cause.getCause() != null; i++) {
            cause = cause.getCause();
        }
        return cause instanceof IllegalArgumentException
                ? String.valueOf(cause.getMessage())
                : "a parameter is too large or too small";
    }

    private static String parameter(String reason) {
        int end = reason.indexOf(' ');
        return end < 0 ? reason : reason.substring(0, end);
    }
}
