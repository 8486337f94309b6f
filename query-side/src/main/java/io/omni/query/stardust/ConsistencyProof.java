package io.omni.query.stardust;

import java.util.List;

/**
 * Proves that the tree of one size is a continuation of that of a smaller one.
 *
 * @param from the smaller size
 * @param to the larger size
 * @param fromRoot its root
 * @param toRoot its root
 * @param path the proof
 */
public record ConsistencyProof(long from, long to, byte[] fromRoot, byte[] toRoot, List<byte[]> path) {}
