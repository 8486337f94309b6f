package io.omni.api.edge;

/**
 * One thing that an error is about.
 *
 * @param field the field's path as the caller wrote it, for example {@code stages[2]}, or the kind of thing it is about
 * @param message a sentence about it, or its value
 */
public record ErrorDetail(String field, String message) {}
