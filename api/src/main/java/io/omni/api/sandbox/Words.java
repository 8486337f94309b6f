package io.omni.api.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares texts by the words they share. */
final class Words {
    private static final int SHORTEST = 3;
    private static final Set<String> COMMON =
            Set.of("the", "and", "that", "for", "with", "its", "are", "not", "was", "this", "from", "all");

    private Words() {}

    static Set<String> of(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> word.length() >= SHORTEST && !COMMON.contains(word))
                // The plural and the singular of a word are the same word here.
                .map(word ->
                        word.length() > SHORTEST && word.endsWith("s") ? word.substring(0, word.length() - 1) : word)
                .collect(Collectors.toSet());
    }

    /** The share of the question's words that the text holds, 0 to 1. */
    static double overlap(String question, String text) {
        Set<String> asked = of(question);
        if (asked.isEmpty()) {
            return 0;
        }
        Set<String> held = of(text);
        return asked.stream().filter(held::contains).count() / (double) asked.size();
    }
}
