package io.omni.events.content.mind;

import java.util.List;

/**
 * What {@link Chorus} is set to.
 *
 * @param titleLength how many characters a title may have, 10 to 120 (YouTube: 100)
 * @param descriptionBytes how many bytes of UTF-8 a description may have, 0 to 5000 (YouTube: 5000)
 * @param mostTags how many tags there may be, 0 to 15
 * @param tagLength how many characters a tag may have, 1 to 100
 * @param tagsLength how many characters all tags may have together, counted as YouTube does, 0 to 500
 * @param mostHashtags how many tags also stand as hashtags below the description, 0 to 15
 * @param bannedWords words and phrases that are left out wherever they stand, at most 500
 */
public record ChorusParameters(
        int titleLength,
        int descriptionBytes,
        int mostTags,
        int tagLength,
        int tagsLength,
        int mostHashtags,
        List<String> bannedWords) {
    /** What it is set to when nobody has set anything else. */
    public static final ChorusParameters DEFAULT = new ChorusParameters(100, 5000, 15, 30, 500, 3, List.of());

    private static final int MOST_BANNED_WORDS = 500;

    /** Refuses what makes no sense; keeps its own copy of the words. */
    public ChorusParameters {
        Score.requireWithin("chorus.title_length", titleLength, 10, 120);
        Score.requireWithin("chorus.description_bytes", descriptionBytes, 0, 5000);
        Score.requireWithin("chorus.most_tags", mostTags, 0, 15);
        Score.requireWithin("chorus.tag_length", tagLength, 1, 100);
        Score.requireWithin("chorus.tags_length", tagsLength, 0, 500);
        Score.requireWithin("chorus.most_hashtags", mostHashtags, 0, 15);
        bannedWords = List.copyOf(bannedWords);
        if (bannedWords.size() > MOST_BANNED_WORDS) {
            throw new IllegalArgumentException("chorus.banned_words must be at most " + MOST_BANNED_WORDS);
        }
    }
}
