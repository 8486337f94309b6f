package io.omni.events.content;

import io.omni.events.content.mind.Judgement;

/**
 * The modules judged a candidate, and Zenith decided.
 *
 * @param clipId the clip
 * @param judgement what they said
 */
public record ClipJudged(ClipId clipId, Judgement judgement) implements ClipEvent {}
