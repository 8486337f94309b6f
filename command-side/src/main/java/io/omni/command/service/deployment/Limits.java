package io.omni.command.service.deployment;

import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads limits as the configuration writes them. */
public final class Limits {
    private static final Pattern MEMORY = Pattern.compile("[1-9][0-9]{0,17}[bkmg]");
    private static final Pattern CPU = Pattern.compile("[0-9]{1,6}(\\.[0-9]{1,9})?");
    private static final int NANO = 9;

    private Limits() {}

    /** {@code 512m} in bytes; empty when it is no memory limit, or more bytes than 63 bits count. */
    public static OptionalLong memoryBytes(String text) {
        if (!MEMORY.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        int last = text.length() - 1;
        long unit = switch (text.charAt(last)) {
            case 'k' -> 1L << 10;
            case 'm' -> 1L << 20;
            case 'g' -> 1L << 30;
            default -> 1L;
        };
        long count = Long.parseLong(text.substring(0, last));
        return count > Long.MAX_VALUE / unit ? OptionalLong.empty() : OptionalLong.of(count * unit);
    }

    /** {@code 1.5} in billionths of a processor; empty when it is no decimal number above 0. */
    public static OptionalLong nanoCpus(String text) {
        if (!CPU.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        long nanos = new BigDecimal(text).movePointRight(NANO).longValueExact();
        return nanos > 0 ? OptionalLong.of(nanos) : OptionalLong.empty();
    }
}
