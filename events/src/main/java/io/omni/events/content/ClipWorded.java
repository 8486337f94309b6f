package io.omni.events.content;

import io.omni.events.content.mind.ChorusWording;
import io.omni.events.content.mind.ZenithDecision;

/**
 * Chorus wrote the words for a rendered clip, and Zenith decided whether it goes out.
 *
 * @param clipId the clip
 * @param chorus the words
 * @param zenith the decision
 */
public record ClipWorded(ClipId clipId, ChorusWording chorus, ZenithDecision zenith) implements ClipEvent {}
