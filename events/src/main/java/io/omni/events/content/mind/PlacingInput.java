package io.omni.events.content.mind;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What slots are given for.
 *
 * @param now the time; nothing is placed at it or before
 * @param firstDay the first day to place on, in UTC; null for today
 * @param dailyQuota how many clips a channel publishes a day, 1 to 10
 * @param contentMix the share that each category should have, not normalised; empty when any mix goes
 * @param booked slots that are taken, of any day, in any order; what was published lately counts in the mix
 * @param pending what needs a slot, in any order
 */
public record PlacingInput(
        Instant now,
        @Nullable LocalDate firstDay,
        int dailyQuota,
        Map<String, Double> contentMix,
        List<Booked> booked,
        List<Pending> pending) {
    /** Keeps its own copies of the collections. */
    public PlacingInput {
        contentMix = Collections.unmodifiableSortedMap(new TreeMap<>(contentMix));
        booked = List.copyOf(booked);
        pending = List.copyOf(pending);
    }
}
