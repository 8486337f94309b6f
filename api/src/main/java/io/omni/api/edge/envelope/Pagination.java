package io.omni.api.edge.envelope;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list an answer holds.
 *
 * @param limit how many items at most
 * @param offset how many items were left out; there only when the list is paged by offset
 * @param total how many items the whole list has; there only when the list is paged by offset
 * @param nextCursor where the next page begins; null at the end
 */
public record Pagination(
        int limit,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer offset,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long total,
        @Nullable String nextCursor) {

    /**
     * That of a page.
     *
     * @param total how many items the whole list has; not looked at when it is paged by cursor
     */
    public static Pagination of(Paging paging, long total, @Nullable String nextCursor) {
        return paging.byCursor()
                ? new Pagination(paging.limit(), null, null, nextCursor)
                : new Pagination(paging.limit(), paging.offset(), total, nextCursor);
    }
}
