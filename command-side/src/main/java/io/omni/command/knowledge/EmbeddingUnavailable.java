package io.omni.command.knowledge;

/** There is no embedding to be had. Search by words goes on. */
public final class EmbeddingUnavailable extends Exception {

    /**
     * Says why.
     *
     * @param why one sentence
     * @param cause what lies behind it
     */
    public EmbeddingUnavailable(String why, Throwable cause) {
        super(why, cause);
    }
}
