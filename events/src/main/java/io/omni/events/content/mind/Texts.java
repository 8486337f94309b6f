package io.omni.events.content.mind;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Cuts texts to size and words out of texts. */
final class Texts {
    private static final String MORE = "…";
    private static final int LONGEST_LINK = 500;

    private Texts() {}

    /** The text, or as many of its first words as fit with an ellipsis behind them. Counts UTF-16 units, the strictest way to. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        String head = head(text, most - MORE.length());
        int space = head.lastIndexOf(' ');
        boolean endsAWord = Character.isWhitespace(text.charAt(head.length()));
        String words = endsAWord || space <= 0 ? head : head.substring(0, space);
        return words.stripTrailing() + MORE;
    }

    /** The longest beginning of a text that takes at most so many bytes of UTF-8. */
    static String cutBytes(String text, int most) {
        int bytes = 0;
        int end = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            bytes += Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > most) {
                break;
            }
            end += Character.charCount(point);
        }
        return text.substring(0, end).strip();
    }

    /** The text without a phrase, wherever its words stand one after the other, in either case. */
    static String without(String text, String phrase) {
        String between = "[^\\p{L}\\p{M}\\p{Nd}]+";
        String words = Words.of(phrase).stream().map(Pattern::quote).collect(Collectors.joining(between));
        if (words.isEmpty()) {
            return text;
        }
        String whole = "(?<![\\p{L}\\p{M}\\p{Nd}])" + words + "(?![\\p{L}\\p{M}\\p{Nd}])";
        return Pattern.compile(whole, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(text)
                .replaceAll("");
    }

    /** Whether a text is an address on the web that can be shown: nothing secret in it, and of a sane length. */
    static boolean isWebLink(String text) {
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            return text.length() <= LONGEST_LINK
                    && (scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String head(String text, int most) {
        int end = Math.max(0, most);
        return Character.isLowSurrogate(text.charAt(end)) ? text.substring(0, end - 1) : text.substring(0, end);
    }
}
