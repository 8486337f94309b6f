package io.omni.command.knowledge;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.core.FlattenGraphFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/** Splits identifiers into their words ({@code parseToken}, {@code parse_token}), keeps them whole too, and stems English. */
final class CodeAnalyzer extends Analyzer {
    private static final int FLAGS = WordDelimiterGraphFilter.GENERATE_WORD_PARTS
            | WordDelimiterGraphFilter.GENERATE_NUMBER_PARTS
            | WordDelimiterGraphFilter.SPLIT_ON_CASE_CHANGE
            | WordDelimiterGraphFilter.PRESERVE_ORIGINAL
            | WordDelimiterGraphFilter.STEM_ENGLISH_POSSESSIVE;

    @Override
    protected TokenStreamComponents createComponents(String field) {
        StandardTokenizer words = new StandardTokenizer();
        WordDelimiterGraphFilter parts = new WordDelimiterGraphFilter(words, FLAGS, null);
        // The index wants no token graphs; flattening loses phrases only, and nobody asks for phrases.
        return new TokenStreamComponents(
                words, new PorterStemFilter(new LowerCaseFilter(new FlattenGraphFilter(parts))));
    }
}
