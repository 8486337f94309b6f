package io.omni.command.knowledge;

import org.jspecify.annotations.Nullable;

/**
 * What indexing came to.
 *
 * @param chunks how many chunks the index holds
 * @param embedded how many were embedded anew
 * @param reused how many kept the embedding of an equal text
 * @param unembedded how many are found by their words only
 * @param embeddingTrouble why embedding stopped; null when it didn't
 */
public record IndexReport(
        int chunks,
        int embedded,
        int reused,
        int unembedded,
        @Nullable String embeddingTrouble) {}
