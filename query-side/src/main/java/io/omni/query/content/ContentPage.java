package io.omni.query.content;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list, newest first.
 *
 * @param items the items
 * @param total how many the whole list has; 0 when it wasn't to be counted
 * @param nextCursor where the next page begins; null at the end
 */
public record ContentPage<T>(
        List<T> items, long total, @Nullable String nextCursor) {
    /** Keeps its own copy of the list. */
    public ContentPage {
        items = List.copyOf(items);
    }

    /** The same page with other items. */
    public <R> ContentPage<R> map(Function<? super T, ? extends R> mapper) {
        return new ContentPage<>(items.stream().<R>map(mapper).toList(), total, nextCursor);
    }
}
