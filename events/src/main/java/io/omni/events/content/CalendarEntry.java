package io.omni.events.content;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * An upload in a calendar.
 *
 * @param wish the upload
 * @param placement its place; null while it waits for the scheduler
 * @param handedOver whether it was handed to its target: its place is fixed, and stays taken
 */
public record CalendarEntry(PlacementWish wish, @Nullable Placement placement, boolean handedOver) {

    /** Whether the scheduler may give it another time. */
    @JsonIgnore
    public boolean isMovable() {
        return !handedOver && (placement == null || !placement.byOperator());
    }
}
