package io.omni.events.content.mind;

import java.text.Normalizer;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Texts as words: compatibility forms folded, lower case, letters and digits only. */
final class Words {
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{Nd}]+");

    private Words() {}

    static List<String> of(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return BETWEEN.splitAsStream(folded).filter(word -> !word.isEmpty()).toList();
    }

    /** A word or phrase in the form that two spellings of it share. */
    static String key(String phrase) {
        return String.join(" ", of(phrase));
    }

    /** Whether a phrase's words stand in a text one after the other. */
    static boolean contain(List<String> text, String phrase) {
        List<String> wanted = of(phrase);
        return !wanted.isEmpty() && Collections.indexOfSubList(text, wanted) >= 0;
    }
}
