package io.omni.command.content.target;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What an upload says, within YouTube's <a href="https://developers.google.com/youtube/v3/docs/videos#properties">limits</a>: a title of
 * 100 characters, a description of 5,000 bytes, tags of 500 characters together, and angle brackets nowhere. YouTube refuses a whole upload
 * for one that is exceeded.
 */
final class YouTubeTexts {
    private static final int LONGEST_TITLE = 100;
    private static final int MOST_DESCRIPTION_BYTES = 5_000;
    private static final int LONGEST_TAGS = 500;
    private static final String ELLIPSIS = "…";

    private YouTubeTexts() {}

    static String title(String text) {
        String allowed = allowed(text);
        if (allowed.length() <= LONGEST_TITLE) {
            return allowed;
        }
        return cut(allowed, LONGEST_TITLE - ELLIPSIS.length()) + ELLIPSIS;
    }

    static String description(String text) {
        String allowed = allowed(text);
        if (bytes(allowed) <= MOST_DESCRIPTION_BYTES) {
            return allowed;
        }
        int most = MOST_DESCRIPTION_BYTES - bytes(ELLIPSIS);
        int end = 0;
        for (int size = 0; end < allowed.length(); ) {
            int character = allowed.codePointAt(end);
            size += bytes(Character.toString(character));
            if (size > most) {
                break;
            }
            end += Character.charCount(character);
        }
        return cut(allowed, end) + ELLIPSIS;
    }

    /** As many as there is room for, in their order. The commas between them count, and the quotes that YouTube puts around those with spaces. */
    static List<String> tags(List<String> all) {
        List<String> tags = new ArrayList<>();
        int room = LONGEST_TAGS;
        for (String one : all) {
            String tag = allowed(one);
            int length = tag.length() + (tag.contains(" ") ? 2 : 0) + (tags.isEmpty() ? 0 : 1);
            if (!tag.isBlank() && length <= room) {
                tags.add(tag);
                room -= length;
            }
        }
        return tags;
    }

    private static String allowed(String text) {
        return text.replaceAll("[<>]", "");
    }

    /** At most so many characters, between words where there are any in the second half, and never within a character. */
    private static String cut(String text, int most) {
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        int space = text.lastIndexOf(' ', end);
        return text.substring(0, space > most / 2 ? space : end).stripTrailing();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
