package io.omni.api.stardust;

import io.omni.api.edge.ApiError;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.ErrorDetail;
import org.jspecify.annotations.Nullable;

/**
 * Asks for old packets to be archived.
 *
 * @param upToIndex the first packet that stays, 1 up to the size of the last checkpoint; cut down to a multiple of 256
 */
record ArchiveRequest(@Nullable Long upToIndex) {
    long past(long signed) {
        if (upToIndex == null || upToIndex < 1 || upToIndex > signed) {
            throw new ApiError(
                    ErrorCode.VALIDATION_ERROR,
                    "the body breaks a rule; see the details",
                    new ErrorDetail("up_to_index", "give the index of the first packet that stays, 1 to " + signed));
        }
        return upToIndex;
    }
}
