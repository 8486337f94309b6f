package io.omni.query.content;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param limit how many items at most, 1 to 200
 * @param offset how many to leave out; 0 when the list is paged by cursor
 * @param after the cursor of the page before; null: from the beginning
 * @param counted whether the whole list is to be counted
 */
public record PageRequest(int limit, int offset, @Nullable String after, boolean counted) {}
