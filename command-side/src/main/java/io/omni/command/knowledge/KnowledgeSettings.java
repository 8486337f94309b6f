package io.omni.command.knowledge;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How the knowledge layer works. {@link #defaults} gives the values named here as defaults.
 *
 * @param root the folder of the index and of the embedding model's native libraries; default {@code <data folder>/knowledge}
 * @param maxFiles the most files of a repository that are indexed; default 20,000
 * @param maxFileBytes the most bytes a file may have to be indexed; default 1 MiB
 * @param maxTotalBytes the most bytes of one repository that are indexed; default 256 MiB
 * @param maxChunks the most chunks of one repository; default 50,000
 * @param chunkLines the lines in a chunk; default 60
 * @param chunkOverlapLines the lines that a chunk repeats of the one before it; default 10
 * @param maxChunkBytes the most bytes (UTF-8) in a chunk; a longer line is cut; default 8 KiB
 * @param maxEmbeddedChunks the most chunks that one ingest embeds anew, at about 20 ms each on a free core; the others are found by
 *     their words only; default 2,000
 * @param maxEmbeddingTime the most time that one ingest spends on embedding, for machines that are slow or busy; default 60 s
 * @param maxIndexes the most repositories whose index is kept; the least recently written goes first; default 200
 * @param sourceTimeout the deadline of one call to a knowledge service; default 5 s
 * @param maxSourceAnswerBytes the most bytes one of their answers may have; default 2 MiB
 * @param hitsPerSource the most passages one knowledge service contributes; default 10
 * @param repositoryHits the most chunks that a search of the repository contributes; default 60
 * @param vectorCollections the vector store's collections that are searched, where they exist; default {@code code_embeddings}
 *     and {@code doc_embeddings}
 * @param outcomesCollection the vector store's collection that outcomes are written to; default {@code pipeline_outcomes}
 */
public record KnowledgeSettings(
        Path root,
        int maxFiles,
        int maxFileBytes,
        long maxTotalBytes,
        int maxChunks,
        int chunkLines,
        int chunkOverlapLines,
        int maxChunkBytes,
        int maxEmbeddedChunks,
        Duration maxEmbeddingTime,
        int maxIndexes,
        Duration sourceTimeout,
        int maxSourceAnswerBytes,
        int hitsPerSource,
        int repositoryHits,
        List<String> vectorCollections,
        String outcomesCollection) {

    /** @throws IllegalArgumentException when a limit makes no sense */
    public KnowledgeSettings {
        if (maxFiles < 1 || maxFileBytes < 1 || maxTotalBytes < 1 || maxChunks < 1 || maxIndexes < 1) {
            throw new IllegalArgumentException("the knowledge index's limits are at least 1");
        }
        if (chunkLines < 1 || chunkOverlapLines < 0 || chunkOverlapLines >= chunkLines || maxChunkBytes < 16) {
            throw new IllegalArgumentException(
                    "a chunk has at least 1 line and 16 bytes, and overlaps the one before it by less than itself");
        }
        if (maxEmbeddedChunks < 0 || hitsPerSource < 1 || repositoryHits < 1 || maxSourceAnswerBytes < 1) {
            throw new IllegalArgumentException("embed 0 or more chunks and take at least 1 hit and 1 byte per source");
        }
        vectorCollections = List.copyOf(vectorCollections);
    }

    /** The defaults, below a data folder. */
    public static KnowledgeSettings defaults(Path dataFolder) {
        return new KnowledgeSettings(
                dataFolder.resolve("knowledge"),
                20_000,
                1 << 20,
                256L << 20,
                50_000,
                60,
                10,
                8 << 10,
                2_000,
                Duration.ofSeconds(60),
                200,
                Duration.ofSeconds(5),
                2 << 20,
                10,
                60,
                List.of("code_embeddings", "doc_embeddings"),
                "pipeline_outcomes");
    }
}
