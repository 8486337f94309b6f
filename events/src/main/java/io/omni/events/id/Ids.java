package io.omni.events.id;

import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Makes and checks ids of the form {@code prefix_suffix}. The suffix is a monotonic ULID in lower case (26 characters of
 * Crockford's base 32, <a href="https://github.com/ulid/spec">ULID specification</a>), so ids sort by the time they were
 * made and never need a round trip to the database.
 */
public final class Ids {
    // A ULID has 48 bits of time and 80 of randomness.
    private static final int RANDOM_BYTES = 10;
    private static final Pattern SUFFIX = Pattern.compile("[0-9a-z]{1,40}");

    private Ids() {}

    /**
     * A new id.
     *
     * @param prefix what the id names, without the underscore, for example {@code pipe}
     */
    public static String next(String prefix) {
        return prefix + "_" + UlidCreator.getMonotonicUlid().toLowerCase();
    }

    /**
     * The id that follows from a seed: the same seed and time give the same id, on whichever node.
     *
     * @param prefix what the id names, without the underscore
     * @param at when the seed was first used; its milliseconds lead the id, so that it sorts among others
     * @param seed what the rest is derived from
     */
    public static String derived(String prefix, Instant at, String seed) {
        byte[] random = Arrays.copyOf(HexFormat.of().parseHex(Hashes.sha256(prefix + "\n" + seed)), RANDOM_BYTES);
        return prefix + "_" + new Ulid(at.toEpochMilli(), random).toLowerCase();
    }

    /**
     * Whether a text has the form of an id of this kind.
     *
     * @param prefix what the id should name, without the underscore
     * @param text the text to look at
     */
    public static boolean isValid(String prefix, String text) {
        return text.startsWith(prefix + "_")
                && SUFFIX.matcher(text.substring(prefix.length() + 1)).matches();
    }

    /**
     * Returns the text when it is an id of this kind.
     *
     * @throws IllegalArgumentException when it isn't
     */
    public static String require(String prefix, String text) {
        if (!isValid(prefix, text)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "an id of this kind is '%s_' and 1 to 40 of [0-9a-z]", prefix));
        }
        return text;
    }
}
