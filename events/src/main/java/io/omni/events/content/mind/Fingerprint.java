package io.omni.events.content.mind;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Tells texts that say nearly the same: MinHash (Broder 1997) of all runs of three words, 32 values of 16 bits, as 128 hex digits. The
 * share of equal values estimates the Jaccard similarity of the two sets of runs, within about 0.09.
 */
public final class Fingerprint {
    /** What a text of fewer than three words comes to: it is like nothing. */
    public static final String NONE = "";

    private static final int VALUES = 32;
    private static final int DIGITS = 4;
    private static final int RUN = 3;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private Fingerprint() {}

    /** The fingerprint of a text; {@link #NONE} when it has fewer than three words. */
    public static String of(String text) {
        List<String> words = Words.of(text);
        if (words.size() < RUN) {
            return NONE;
        }
        long[] least = new long[VALUES];
        Arrays.fill(least, -1L);
        for (int i = 0; i + RUN <= words.size(); i++) {
            long hash = fnv(String.join(" ", words.subList(i, i + RUN)));
            for (int value = 0; value < VALUES; value++) {
                long mixed = mix(hash + (value + 1) * GOLDEN);
                if (Long.compareUnsigned(mixed, least[value]) < 0) {
                    least[value] = mixed;
                }
            }
        }
        StringBuilder hex = new StringBuilder(VALUES * DIGITS);
        for (long value : least) {
            // The low bits: the high ones of a minimum are all nearly zero.
            hex.append(HexFormat.of().toHexDigits((short) value));
        }
        return hex.toString();
    }

    /** How alike two texts are, 0 to 1; 0 when one of them has no fingerprint. */
    public static double similarity(String one, String other) {
        if (one.length() != VALUES * DIGITS || other.length() != VALUES * DIGITS) {
            return 0;
        }
        int equal = 0;
        for (int i = 0; i < one.length(); i += DIGITS) {
            if (one.regionMatches(i, other, i, DIGITS)) {
                equal++;
            }
        }
        return Score.of((double) equal / VALUES);
    }

    private static long fnv(String text) {
        long hash = FNV_OFFSET;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return hash;
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mix(long z) {
        long once = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        long twice = (once ^ once >>> 27) * 0x94d049bb133111ebL;
        return twice ^ twice >>> 31;
    }
}
