package io.omni.api.content;

import io.omni.api.edge.envelope.Pagination;
import io.omni.api.edge.envelope.Paging;
import io.omni.query.BadCursor;
import io.omni.query.content.ContentPage;
import io.omni.query.content.PageRequest;
import java.util.List;
import java.util.function.Function;

/**
 * A page of a list.
 *
 * @param items the items, newest first
 * @param pagination which part of the list they are
 */
record ListData<T>(List<T> items, Pagination pagination) {
    static <T, R> ListData<R> of(ContentPage<T> page, Paging paging, Function<? super T, ? extends R> shown) {
        return new ListData<>(
                page.items().stream().<R>map(shown).toList(), Pagination.of(paging, page.total(), page.nextCursor()));
    }

    /** Reads a page, and says so in the caller's words when there can't be such a page. */
    static <T> ContentPage<T> read(Paging paging, Function<PageRequest, ContentPage<T>> read) {
        try {
            return read.apply(new PageRequest(paging.limit(), paging.offset(), paging.after(), !paging.byCursor()));
        } catch (BadCursor e) {
            throw Paging.bad("cursor", String.valueOf(e.getMessage()));
        }
    }

    /** A part of a list that is all at hand; a cursor says how many items lie before the page. */
    static <T> ListData<T> of(List<T> all, Paging paging) {
        return InMemory.page(all, paging);
    }
}
