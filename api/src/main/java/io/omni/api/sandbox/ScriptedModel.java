package io.omni.api.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers from a catalogue of scripts, chosen by the prompt's text; the first that fits wins. For everything else it says that it is
 * only a script, and changes nothing.
 */
final class ScriptedModel {
    /** The name under which it answers. */
    static final String NAME = "sandbox-scripted";

    private static final Pattern TASK = Pattern.compile("(?s)# Task\\s+(.*?)(?:\\n# |\\z)");

    private final List<Script> scripts = new ArrayList<>();
    private final String otherwise = Resources.text("answers/unknown.md");

    ScriptedModel(JsonMapper json) {
        for (JsonNode script : json.readTree(Resources.bytes("scripts.json"))) {
            scripts.add(new Script(
                    Pattern.compile(script.path("task").stringValue("")),
                    Pattern.compile(script.path("after").stringValue("")),
                    Resources.text("answers/" + script.path("answer").stringValue(""))));
        }
    }

    /** A script: which task it is for, what the prompt must hold beside it, and the answer. */
    private record Script(Pattern task, Pattern after, String answer) {}

    /**
     * The answer to a prompt.
     *
     * @param prompt what the user says; the task stands under the heading {@code # Task}, or is the whole of it
     */
    String answer(String prompt) {
        Matcher heading = TASK.matcher(prompt);
        String task = heading.find() ? heading.group(1) : prompt;
        return scripts.stream()
                .filter(script -> script.task().matcher(task).find()
                        && script.after().matcher(prompt).find())
                .map(Script::answer)
                .findFirst()
                .orElse(otherwise);
    }
}
