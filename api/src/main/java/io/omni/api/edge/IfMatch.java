package io.omni.api.edge;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The condition that {@code If-Match} puts on a change (<a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1">RFC 9110,
 * 13.1.1</a>). Every controller method for {@code PATCH}, {@code PUT} or {@code DELETE} takes it as a parameter and hands it on to the
 * rule that decides, because only there the version can't change any more.
 *
 * @param versions the change may be made in these versions only; empty: in none; null: in any
 */
public record IfMatch(@Nullable Set<Long> versions) {
    /** No condition. */
    public static final IfMatch ANY = new IfMatch(null);

    private static final Pattern TAG = Pattern.compile("\\s*(W/)?\"([^\"]*)\"\\s*(?:,|$)");
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,18}");

    /** Takes an unchangeable copy of the versions. */
    public IfMatch {
        versions = versions == null ? null : Set.copyOf(versions);
    }

    /** Reads the header; null when there is none. What isn't a version of ours matches none: a weak tag never matches. */
    static IfMatch read(@Nullable String header) {
        if (header == null || header.strip().equals("*")) {
            return ANY;
        }
        Set<Long> versions = new LinkedHashSet<>();
        Matcher tags = TAG.matcher(header);
        while (tags.find()) {
            if (tags.group(1) == null && VERSION.matcher(tags.group(2)).matches()) {
                versions.add(Long.valueOf(tags.group(2)));
            }
        }
        return new IfMatch(versions);
    }

    /**
     * Checks a version where nothing can change it before the change is made.
     *
     * @throws ApiError {@code PRECONDITION_FAILED} when the change may not be made in it
     */
    public void check(long version) {
        if (versions != null && !versions.contains(version)) {
            throw new ApiError(
                    ErrorCode.PRECONDITION_FAILED,
                    "It isn't in the version that If-Match names; read it again and decide anew.",
                    new ErrorDetail("version", Long.toString(version)));
        }
    }

    /** The value of {@code ETag} for a version. */
    public static String tag(long version) {
        return "\"" + version + "\"";
    }
}
