package io.omni.command.knowledge.source;

import io.omni.command.knowledge.Keywords;
import java.util.HashSet;
import java.util.Set;

/** Small measures on texts. */
final class Texts {
    private static final int MAX_TASK_WORDS = 64;
    private static final int MAX_TEXT_WORDS = 5_000;

    private Texts() {}

    /** The text's beginning, never with half a character at its end. */
    static String head(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
    }

    /** The share of the task's words, at most 64 of them, that a text has: 0 to 1. */
    static double coverage(String task, String text) {
        Set<String> wanted = Keywords.of(task, MAX_TASK_WORDS);
        if (wanted.isEmpty()) {
            return 0;
        }
        Set<String> found = new HashSet<>(Keywords.of(text, MAX_TEXT_WORDS));
        found.retainAll(wanted);
        return (double) found.size() / wanted.size();
    }
}
