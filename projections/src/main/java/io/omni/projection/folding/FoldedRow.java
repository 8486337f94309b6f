package io.omni.projection.folding;

/**
 * One aggregate as a read model holds it.
 *
 * @param id its id
 * @param state its events, folded
 * @param version how many events it has
 * @param position the place among all events of the last one folded
 */
public record FoldedRow<S>(String id, S state, long version, long position) {}
