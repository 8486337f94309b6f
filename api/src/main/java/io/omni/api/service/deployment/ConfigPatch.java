package io.omni.api.service.deployment;

import io.omni.command.Refusal;
import io.omni.command.Refusal.Detail;
import io.omni.command.service.deployment.Limits;
import io.omni.events.service.deployment.ServiceSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A merge patch (RFC 7396) on a service's configuration, checked.
 *
 * @param environment variables to set; null for one to remove
 * @param resources limits to set; null for one to remove
 * @param withoutEnvironment whether the whole environment is removed
 * @param withoutResources whether all limits are removed
 */
record ConfigPatch(
        Map<String, @Nullable String> environment,
        Map<String, @Nullable String> resources,
        boolean withoutEnvironment,
        boolean withoutResources) {
    private static final String ENVIRONMENT = "environment";
    private static final String RESOURCES = "resources";
    private static final Set<String> LIMITS = Set.of(ServiceSettings.MEMORY_LIMIT, ServiceSettings.CPU_LIMIT);
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_VALUE = 32 << 10;
    private static final int MOST_VARIABLES = 1_000;

    /** Without the values, which may be secrets. */
    @Override
    public String toString() {
        return "ConfigPatch" + environment.keySet() + resources.keySet();
    }

    /**
     * Reads a patch.
     *
     * @throws Refusal {@code BAD_REQUEST} naming every unknown field, or {@code VALIDATION_ERROR} naming every field that breaks a rule;
     *     never a value, which may be a secret
     */
    static ConfigPatch of(JsonNode body) {
        if (!body.isObject()) {
            throw new Refusal("BAD_REQUEST", "send a JSON object with environment, resources or both");
        }
        Checking checking = new Checking();
        body.propertyNames().stream()
                .filter(name -> !name.equals(ENVIRONMENT) && !name.equals(RESOURCES))
                .forEach(name -> checking.unknown.add(new Detail(shortened(name), "there is no such field")));
        ConfigPatch patch = new ConfigPatch(
                checking.environment(body.get(ENVIRONMENT)),
                checking.resources(body.get(RESOURCES)),
                isNull(body.get(ENVIRONMENT)),
                isNull(body.get(RESOURCES)));
        checking.end();
        return patch;
    }

    private static boolean isNull(@Nullable JsonNode node) {
        return node != null && node.isNull();
    }

    /** A name is the caller's own text; it isn't repeated at any length. */
    private static String shortened(String name) {
        return name.length() > 100 ? name.substring(0, 100) + "…" : name;
    }

    private static final class Checking {
        private final List<Detail> unknown = new ArrayList<>();
        private final List<Detail> broken = new ArrayList<>();

        Map<String, @Nullable String> environment(@Nullable JsonNode node) {
            Map<String, @Nullable String> variables = new LinkedHashMap<>();
            if (!isObject(node, ENVIRONMENT)) {
                return variables;
            }
            if (node.size() > MOST_VARIABLES) {
                broken.add(new Detail(ENVIRONMENT, "give at most " + MOST_VARIABLES + " variables at once"));
                return variables;
            }
            node.forEachEntry((name, value) -> {
                String field = ENVIRONMENT + "." + shortened(name);
                if (!VARIABLE.matcher(name).matches() || name.length() > LONGEST_NAME) {
                    broken.add(new Detail(
                            field,
                            "a name has letters, digits and underscores, doesn't begin with a digit, and is at most "
                                    + LONGEST_NAME + " long"));
                } else if (isText(value, field)) {
                    variables.put(name, variable(value, field));
                }
            });
            return variables;
        }

        Map<String, @Nullable String> resources(@Nullable JsonNode node) {
            Map<String, @Nullable String> limits = new LinkedHashMap<>();
            if (!isObject(node, RESOURCES)) {
                return limits;
            }
            node.forEachEntry((name, value) -> {
                String field = RESOURCES + "." + shortened(name);
                if (!LIMITS.contains(name)) {
                    unknown.add(new Detail(field, "there is no such field"));
                } else if (isText(value, field)) {
                    limits.put(name, limit(name, value, field));
                }
            });
            return limits;
        }

        void end() {
            if (!unknown.isEmpty()) {
                throw new Refusal(
                        "BAD_REQUEST",
                        "the body has fields that are not known here; see the details",
                        unknown.toArray(Detail[]::new));
            }
            if (!broken.isEmpty()) {
                throw new Refusal(
                        "VALIDATION_ERROR", "some fields break a rule; see the details", broken.toArray(Detail[]::new));
            }
        }

        private boolean isObject(@Nullable JsonNode node, String field) {
            if (node == null || node.isNull()) {
                return false;
            }
            if (!node.isObject()) {
                broken.add(new Detail(field, "give an object, or null to remove all of it"));
            }
            return node.isObject();
        }

        private boolean isText(JsonNode value, String field) {
            if (!value.isString() && !value.isNull()) {
                broken.add(new Detail(field, "give a text, or null to remove it"));
                return false;
            }
            return true;
        }

        private @Nullable String variable(JsonNode value, String field) {
            if (value.isNull()) {
                return null;
            }
            String text = value.stringValue();
            if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_VALUE) {
                broken.add(new Detail(field, "a value is at most 32 KiB long"));
            } else if (text.indexOf('\0') >= 0) {
                broken.add(new Detail(field, "a value has no NUL character"));
            }
            return text;
        }

        private @Nullable String limit(String name, JsonNode value, String field) {
            if (value.isNull()) {
                return null;
            }
            String text = value.stringValue();
            boolean memory = name.equals(ServiceSettings.MEMORY_LIMIT);
            if (memory && Limits.memoryBytes(text).isEmpty()) {
                broken.add(new Detail(field, "give a whole number above 0 and b, k, m or g, for example 512m"));
            } else if (!memory && Limits.nanoCpus(text).isEmpty()) {
                broken.add(new Detail(
                        field, "give a decimal number above 0 with at most 9 decimals, as a text, for example 1.5"));
            }
            return text;
        }
    }
}
