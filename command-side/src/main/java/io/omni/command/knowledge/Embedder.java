package io.omni.command.knowledge;

/** Turns a text into a vector, so that texts of like meaning have like vectors. Safe for several threads. */
public interface Embedder {

    /** How many numbers a vector has. */
    int DIMENSIONS = 384;

    /** Names the model: vectors of two models must not be compared. */
    String model();

    /**
     * The text's vector.
     *
     * @return {@link #DIMENSIONS} numbers, of length 1 together
     * @throws EmbeddingUnavailable when the model can't be loaded or fails; a caller goes on without vectors
     */
    float[] embed(String text) throws EmbeddingUnavailable;
}
