package io.omni.api.edge.consistency;

import io.omni.api.edge.ApiError;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.ErrorDetail;
import java.util.regex.Pattern;

/** How far the event store had come after a change, as a text that means nothing to its reader. */
final class ConsistencyToken {
    static final String HEADER = "X-Consistency-Token";

    private static final int BASE = 36;
    private static final Pattern FORM = Pattern.compile("c1-[0-9a-z]{1,12}");
    private static final int PREFIX = 3;

    private ConsistencyToken() {}

    static String of(long position) {
        return "c1-" + Long.toString(position, BASE);
    }

    static long position(String token) {
        if (!FORM.matcher(token).matches()) {
            throw new ApiError(
                    ErrorCode.BAD_REQUEST,
                    "X-Consistency-Token isn't one that a change was answered with.",
                    new ErrorDetail(HEADER, "must be as a change's answer gave it"));
        }
        return Long.parseLong(token.substring(PREFIX), BASE);
    }
}
