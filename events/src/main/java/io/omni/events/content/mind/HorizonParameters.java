package io.omni.events.content.mind;

/**
 * What {@link Horizon} is set to.
 *
 * @param keywordWeight how much the clip's own match with the keywords counts, 0 to 100
 * @param relevanceWeight how much the whole video's relevance counts, 0 to 100
 * @param mixWeight how much the content mix counts, 0 to 100
 * @param enoughKeywords how many matching keywords are a full match, 1 to 100
 */
public record HorizonParameters(double keywordWeight, double relevanceWeight, double mixWeight, int enoughKeywords) {
    /** What it is set to when nobody has set anything else. */
    public static final HorizonParameters DEFAULT = new HorizonParameters(0.4, 0.4, 0.2, 2);

    /** Refuses what makes no sense. */
    public HorizonParameters {
        Score.requireWithin("horizon.keyword_weight", keywordWeight, 0, 100);
        Score.requireWithin("horizon.relevance_weight", relevanceWeight, 0, 100);
        Score.requireWithin("horizon.mix_weight", mixWeight, 0, 100);
        Score.requireWithin("horizon.enough_keywords", enoughKeywords, 1, 100);
    }
}
