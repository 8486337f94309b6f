package io.omni.api.pipeline;

import io.omni.command.Refusal.Detail;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the members of a JSON object one by one and collects everything that is wrong, so that a caller sees all of it at once.
 * Nothing is coerced: a number in quotes is no number. A member that is null is as if it weren't there.
 */
final class BodyReader {
    private final JsonNode object;
    private final String path;
    private final Problems problems;

    private BodyReader(JsonNode object, String path, Problems problems) {
        this.object = object;
        this.path = path;
        this.problems = problems;
    }

    /**
     * Begins with the body itself.
     *
     * @param members the names that the body may have
     */
    static BodyReader of(JsonNode body, Problems problems, Set<String> members) {
        return new BodyReader(body, "", problems).expecting(members);
    }

    /** The object that is this member; null when it isn't there or is none. */
    @Nullable
    BodyReader object(String name, Set<String> members) {
        JsonNode node = member(name);
        if (node == null || wrong(!node.isObject(), name, "give an object")) {
            return null;
        }
        return new BodyReader(node, path + name + ".", problems).expecting(members);
    }

    /** The text that is this member; null when it isn't there or is none. */
    @Nullable
    String text(String name) {
        JsonNode node = member(name);
        return node == null || wrong(!node.isString(), name, "give a text") ? null : node.stringValue();
    }

    /** The whole number that is this member; null when it isn't there or is none. */
    @Nullable
    Integer number(String name) {
        JsonNode node = member(name);
        boolean whole = node != null && node.isIntegralNumber() && node.canConvertToInt();
        return node == null || wrong(!whole, name, "give a whole number") ? null : node.intValue();
    }

    /** The texts that are this member; null when it isn't there or is no list of texts. */
    @Nullable
    List<String> texts(String name) {
        JsonNode node = member(name);
        if (node == null || wrong(!node.isArray(), name, "give a list of texts")) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        boolean broken = false;
        for (int i = 0; i < node.size(); i++) {
            JsonNode item = node.get(i);
            broken |= wrong(!item.isString(), name + "[" + i + "]", "give a text");
            if (item.isString()) {
                texts.add(item.stringValue());
            }
        }
        return broken ? null : texts;
    }

    private BodyReader expecting(Set<String> members) {
        object.propertyNames().stream()
                .filter(name -> !members.contains(name))
                .forEach(name -> problems.unknown.add(new Detail(path + name, "there is no such field")));
        return this;
    }

    private @Nullable JsonNode member(String name) {
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    private boolean wrong(boolean broken, String name, String sentence) {
        if (broken) {
            problems.wrongType.add(new Detail(path + name, sentence));
        }
        return broken;
    }

    /** What was wrong with a body. */
    static final class Problems {
        private final List<Detail> unknown = new ArrayList<>();
        private final List<Detail> wrongType = new ArrayList<>();

        /** The members that the body should not have. */
        List<Detail> unknown() {
            return unknown;
        }

        /** The members that are of another type than they should be. */
        List<Detail> wrongType() {
            return wrongType;
        }
    }
}
