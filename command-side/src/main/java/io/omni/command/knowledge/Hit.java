package io.omni.command.knowledge;

import org.jspecify.annotations.Nullable;

/**
 * A chunk that a search found.
 *
 * @param chunk the chunk
 * @param score how well it fits, 0 to 1: see {@link RankFusion}
 * @param textRank its place among the hits by words, from 1; null when it isn't among them
 * @param vectorRank its place among the hits by meaning, from 1; null when it isn't among them
 */
public record Hit(
        Chunk chunk,
        double score,
        @Nullable Integer textRank,
        @Nullable Integer vectorRank) {}
