package io.omni.query.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of a webhook's deliveries.
 *
 * @param deliveries newest first
 * @param nextCursor where the next page begins; null at the end
 */
public record DeliveryPage(
        List<Delivery> deliveries, @Nullable String nextCursor) {}
