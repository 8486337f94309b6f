package io.omni.api.edge.envelope;

import io.omni.api.edge.ApiError;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.ErrorDetail;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list a caller asks for, in one of two ways. By {@code offset}, which is the way when neither is named, the answer
 * says how many items there are in all; by {@code cursor}, it says only where the next page begins. An empty cursor begins the list.
 * A controller method takes it as a parameter.
 *
 * @param limit how many items at most, 1 to 200
 * @param offset how many items to leave out, 0 to {@value #MOST_OFFSET}; 0 where a cursor is given
 * @param cursor where the page before ended; empty for the beginning; null: by offset
 */
public record Paging(int limit, int offset, @Nullable String cursor) {
    /** The largest page. */
    public static final int MOST = 200;
    /** What a page holds when nobody says. */
    public static final int USUAL = 50;
    /** The largest offset. */
    static final int MOST_OFFSET = 1_000_000_000;

    static Paging read(@Nullable String limit, @Nullable String offset, @Nullable String cursor) {
        if (offset != null && cursor != null) {
            throw bad("cursor", "give offset or cursor, not both");
        }
        return new Paging(number("limit", limit, 1, MOST, USUAL), number("offset", offset, 0, MOST_OFFSET, 0), cursor);
    }

    /** Whether the list is paged by cursor. */
    public boolean byCursor() {
        return cursor != null;
    }

    /** Where the page before ended; null at the beginning of the list. */
    public @Nullable String after() {
        return cursor == null || cursor.isEmpty() ? null : cursor;
    }

    /** The refusal of a page that there can't be. */
    public static ApiError bad(String parameter, String sentence) {
        return new ApiError(
                ErrorCode.INVALID_PAGINATION,
                "The page can't be given; see the details.",
                new ErrorDetail(parameter, sentence));
    }

    private static int number(String name, @Nullable String text, int least, int most, int usual) {
        if (text == null) {
            return usual;
        }
        if (text.matches("[0-9]{1,10}")) {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return (int) number;
            }
        }
        throw bad(name, "give a whole number from " + least + " to " + most);
    }
}
