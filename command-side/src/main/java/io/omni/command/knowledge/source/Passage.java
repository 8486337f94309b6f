package io.omni.command.knowledge.source;

import io.omni.events.id.Hashes;

/**
 * A text that may go into the context of a task.
 *
 * @param source where it comes from: a knowledge source's wire name, {@code repository} or {@code outcomes}
 * @param reference what it is there: a path with lines, a pattern's name, a page; one line, at most 300 characters
 * @param language of the text, for example {@code java} or {@code markdown}
 * @param text what it says
 * @param score how well its source finds that it fits, 0 to 1
 * @param why what it was found by
 */
public record Passage(String source, String reference, String language, String text, double score, String why) {
    private static final int MAX_REFERENCE = 300;

    /** Makes the reference one line, and the score a number from 0 to 1: both come from outside. */
    public Passage {
        String line = reference.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        reference = line.length() > MAX_REFERENCE ? line.substring(0, MAX_REFERENCE) : line;
        score = Double.isFinite(score) ? Math.clamp(score, 0, 1) : 0;
    }

    /** The hash of what it says, blank space at its ends aside: equal texts are taken once. */
    public String sha256() {
        return Hashes.sha256(text.strip());
    }

    /** The same passage with another score. */
    public Passage withScore(double newScore, String newWhy) {
        return new Passage(source, reference, language, text, newScore, newWhy);
    }
}
