package io.omni.api.content;

import io.omni.api.edge.envelope.Pagination;
import io.omni.api.edge.envelope.Paging;
import io.omni.query.BadCursor;
import io.omni.query.Cursor;
import java.util.List;

/** Pages through a short list that is all at hand. */
final class InMemory {
    private static final String LIST = "content-short";

    private InMemory() {}

    static <T> ListData<T> page(List<T> all, Paging paging) {
        int from = Math.min(all.size(), paging.after() == null ? paging.offset() : place(paging.after()));
        int to = Math.min(all.size(), from + paging.limit());
        String next = to < all.size() ? Cursor.write(LIST, to) : null;
        return new ListData<>(List.copyOf(all.subList(from, to)), Pagination.of(paging, all.size(), next));
    }

    private static int place(String cursor) {
        try {
            return Math.max(0, Cursor.read(LIST, 1, cursor).number(0));
        } catch (BadCursor e) {
            throw Paging.bad("cursor", String.valueOf(e.getMessage()));
        }
    }
}
