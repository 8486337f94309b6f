package io.omni.api.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omni.query.webhook.Delivery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a webhook's deliveries.
 *
 * @param deliveries newest first
 * @param nextCursor what to send as {@code cursor} for the next page; null at the end
 * @param total how many there are in all; left out unless asked for
 */
record DeliveryList(
        List<Delivery> deliveries,
        @Nullable String nextCursor,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long total) {}
