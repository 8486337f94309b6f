package io.omni.command.content.media;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a text is about: the project's keywords that occur in it, then its most frequent words. */
final class Topic {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}'’-]{3,40}");
    private static final double HALF = 0.5;
    private static final double UNDECIDED = 0.5;
    // Words of at least four letters that say nothing, in the languages that most titles are in.
    private static final Set<String> EMPTY = Set.of(
            ("about above after again against also although always another because been before being below between both "
                            + "cannot could does doing done down during each even every from further going have having here "
                            + "into itself just know like made make many more most much must need never only other ours over "
                            + "really said same shall should since some something still such than that their theirs them "
                            + "then there these they thing things this those through today under until upon very want well "
                            + "went were what when where which while will with within without would your yours aber alle "
                            + "auch dann dass diese dieser dieses doch eine einem einen einer eines haben hier kann nicht "
                            + "noch oder sein sich sind über unter wenn werden wird avec cette dans elle être mais nous pour "
                            + "sont tout vous como esta este para pero porque todo una")
                    .split(" "));

    private Topic() {}

    /** Its words, lower case, in order. */
    static List<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /**
     * What it is about, most telling first: keywords that occur, in their order, then words by how often they occur, then by alphabet.
     *
     * @param most how many at most
     */
    static List<String> of(String text, List<String> keywords, int most) {
        Map<String, Integer> counts = new TreeMap<>();
        words(text).stream().filter(word -> !EMPTY.contains(word)).forEach(word -> counts.merge(word, 1, Integer::sum));
        Stream<String> named = keywords.stream().filter(keyword -> occurrences(text, keyword) > 0);
        Stream<String> frequent = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey);
        return Stream.concat(named.map(keyword -> keyword.toLowerCase(Locale.ROOT)), frequent)
                .distinct()
                .limit(most)
                .toList();
    }

    /**
     * How much a text is about keywords: the mean over the keywords of {@code 1 − 0.5^n}, where n is how often one occurs. A half
     * when there are no keywords.
     */
    static double relevance(String text, List<String> keywords) {
        if (keywords.isEmpty()) {
            return UNDECIDED;
        }
        double sum = 0;
        for (String keyword : keywords) {
            sum += 1 - StrictMath.pow(HALF, occurrences(text, keyword));
        }
        return Seconds.rounded(sum / keywords.size());
    }

    private static int occurrences(String text, String keyword) {
        String wanted = keyword.toLowerCase(Locale.ROOT).strip();
        String in = text.toLowerCase(Locale.ROOT);
        int count = 0;
        for (int at = wanted.isEmpty() ? -1 : in.indexOf(wanted);
                at >= 0;
                at = in.indexOf(wanted, at + wanted.length())) {
            int end = at + wanted.length();
            boolean begins = at == 0 || !Character.isLetterOrDigit(in.charAt(at - 1));
            if (begins && (end == in.length() || !Character.isLetterOrDigit(in.charAt(end)))) {
                count++;
            }
        }
        return count;
    }
}
