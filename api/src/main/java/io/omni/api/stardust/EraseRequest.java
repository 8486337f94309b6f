package io.omni.api.stardust;

import io.omni.api.edge.ApiError;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.ErrorDetail;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a content to be erased.
 *
 * @param reason why, 1..500 characters; it goes into the ledger
 */
record EraseRequest(@Nullable String reason) {
    private static final int LONGEST = 500;

    String checkedReason() {
        if (reason == null || reason.isBlank() || reason.length() > LONGEST) {
            throw new ApiError(
                    ErrorCode.VALIDATION_ERROR,
                    "the body breaks a rule; see the details",
                    new ErrorDetail("reason", "say why, in 1 to " + LONGEST + " characters"));
        }
        return reason;
    }
}
