package io.omni.events.content.mind;

import io.omni.events.pipeline.PolicyRef;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Words a clip: title, description and tags within the platform's limits.
 *
 * <ul>
 *   <li>title: the first sentence that is said and has at least three words; else the post's title; else the tags; else {@code Clip}
 *   <li>description: what is said, at most 300 characters of it; the post's title and creator; where the post is; the first tags as hashtags
 *   <li>tags: the project's keywords that the clip is about, then its own tags, in lower case and once each
 * </ul>
 *
 * <p>Before that, all texts are cleaned: control characters, {@code <} and {@code >} (YouTube refuses them), links and banned words go,
 * white space is folded. Texts are cut between words, never within a character.
 */
public final class Chorus {
    /** How a decision names this policy. */
    public static final PolicyRef REF = new PolicyRef("chorus", 1);

    private static final int TITLE_WORDS = 3;
    private static final int SAID_LENGTH = 300;
    private static final String FALLBACK = "Clip";
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?…。！？])\\s+");
    private static final Pattern LINK = Pattern.compile("(?i)\\b(?:https?://|www\\.)\\S+");
    private static final Pattern FORBIDDEN = Pattern.compile("[<>\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Cn}]+");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");

    private Chorus() {}

    /** Words a clip. */
    public static ChorusWording word(ChorusInput input, ChorusParameters parameters) {
        Notes notes = new Notes();
        String said = clean("transcript", input.transcript(), parameters, notes);
        String post = clean("post title", input.postTitle(), parameters, notes);
        String creator = clean("creator", input.creator(), parameters, notes);
        List<String> tags = tags(input, parameters, notes);
        String title = Texts.cut(title(said, post, tags), parameters.titleLength());
        String description = description(said, post, creator, input, tags, parameters);
        if (description.getBytes(StandardCharsets.UTF_8).length > parameters.descriptionBytes()) {
            notes.add("the description is cut to %d bytes", parameters.descriptionBytes());
            description = Texts.cutBytes(description, parameters.descriptionBytes());
        }
        return new ChorusWording(REF, input, parameters, title, description, tags, notes.said());
    }

    private static String title(String said, String post, List<String> tags) {
        return SENTENCE_END
                .splitAsStream(said)
                .filter(sentence -> Words.of(sentence).size() >= TITLE_WORDS)
                .findFirst()
                .or(() -> Stream.of(post, String.join(", ", tags), FALLBACK)
                        .filter(text -> !text.isBlank())
                        .findFirst())
                .orElse(FALLBACK);
    }

    private static String description(
            String said,
            String post,
            String creator,
            ChorusInput input,
            List<String> tags,
            ChorusParameters parameters) {
        List<String> parts = new ArrayList<>();
        parts.add(Texts.cut(said, SAID_LENGTH));
        String from = post.isBlank() ? "" : "From \"" + post + "\"";
        String by = creator.isBlank() ? "" : (from.isEmpty() ? "By " : " by ") + creator;
        parts.add(from + by);
        String url = input.postUrl();
        parts.add(url == null || !Texts.isWebLink(url) ? "" : url);
        parts.add(tags.stream()
                .map(tag -> "#" + String.join("", Words.of(tag)))
                .filter(hashtag -> hashtag.length() > 1)
                .distinct()
                .limit(parameters.mostHashtags())
                .collect(Collectors.joining(" ")));
        return parts.stream().filter(part -> !part.isBlank()).collect(Collectors.joining("\n\n"));
    }

    private static List<String> tags(ChorusInput input, ChorusParameters parameters, Notes notes) {
        Map<String, String> once = new LinkedHashMap<>();
        Stream.of(input.keywords(), input.tags())
                .flatMap(Collection::stream)
                .map(tag -> clean("tag", tag, parameters, notes)
                        .replace(',', ' ')
                        .replace("#", "")
                        .strip())
                .map(tag -> tag.toLowerCase(Locale.ROOT))
                .filter(tag -> !Words.key(tag).isEmpty())
                .forEach(tag -> once.putIfAbsent(Words.key(tag), tag));
        List<String> kept = new ArrayList<>();
        int length = 0;
        for (String tag : once.values()) {
            // YouTube counts the commas between tags, and the quotes around a tag with a space.
            int counted = tag.length() + (tag.contains(" ") ? 2 : 0) + (kept.isEmpty() ? 0 : 1);
            if (tag.codePointCount(0, tag.length()) > parameters.tagLength()) {
                notes.add("a tag is longer than %d characters and is left out", parameters.tagLength());
            } else if (kept.size() < parameters.mostTags() && length + counted <= parameters.tagsLength()) {
                kept.add(tag);
                length += counted;
            } else {
                notes.add("only %d tags fit", kept.size());
            }
        }
        return kept;
    }

    private static String clean(String what, String text, ChorusParameters parameters, Notes notes) {
        String folded =
                SPACE.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll(" ");
        String plain = FORBIDDEN.matcher(folded).replaceAll("");
        String linkless = LINK.matcher(plain).replaceAll("");
        if (!linkless.equals(plain)) {
            notes.add("a link in the %s is left out", what);
        }
        String allowed = linkless;
        for (String banned : parameters.bannedWords()) {
            String without = Texts.without(allowed, banned);
            if (!without.equals(allowed)) {
                notes.add("a banned word in the %s is left out", what);
            }
            allowed = without;
        }
        return SPACE.matcher(allowed).replaceAll(" ").strip();
    }

    /** Collects sentences, each once. */
    private static final class Notes {
        private final List<String> sentences = new ArrayList<>();

        void add(String form, Object detail) {
            String sentence = String.format(Locale.ROOT, form, detail);
            if (!sentences.contains(sentence)) {
                sentences.add(sentence);
            }
        }

        List<String> said() {
            return List.copyOf(sentences);
        }
    }
}
