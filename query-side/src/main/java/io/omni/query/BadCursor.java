package io.omni.query;

/** A cursor that no list of this kind has given out. */
public final class BadCursor extends RuntimeException {
    BadCursor() {
        super("use the next_cursor of the page before, unchanged, or leave the cursor out", null, false, false);
    }
}
