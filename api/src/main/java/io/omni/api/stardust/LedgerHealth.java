package io.omni.api.stardust;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What this node found when it last looked whether the ledger is a continuation of what it was. */
@Component
class LedgerHealth {
    private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();

    /**
     * The ledger is as it should be.
     *
     * @return whether it wasn't before
     */
    boolean isWell() {
        return trouble.getAndSet(null) != null;
    }

    /**
     * Something is wrong with it.
     *
     * @return whether that is news
     */
    boolean isWrong(String reason) {
        return !reason.equals(trouble.getAndSet(reason));
    }

    /** What is wrong; null when nothing is. */
    @Nullable
    String trouble() {
        return trouble.get();
    }
}
