package io.omni.command.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** The words that a text is about, in the form that the index keeps them in. */
public final class Keywords {
    private static final int MAX_CHARS = 100_000;
    private static final Analyzer ANALYZER = new CodeAnalyzer();

    private Keywords() {}

    /**
     * The distinct words of a text, without English stop words, in the order they first occur.
     *
     * @param max the most words
     */
    public static Set<String> of(String text, int max) {
        Set<String> words = new LinkedHashSet<>();
        String head = text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text;
        try (TokenStream tokens = ANALYZER.tokenStream("text", head)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (words.size() < max && tokens.incrementToken()) {
                if (!EnglishAnalyzer.getDefaultStopSet().contains(term)) {
                    words.add(term.toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a string can't fail to be read", e);
        }
        return words;
    }
}
