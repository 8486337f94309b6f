package io.omni.api.stardust;

import io.omni.api.observability.ReadinessCheck;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whether the ledger is a continuation of what this node has signed. */
@Component
@Order(6)
class LedgerCheck implements ReadinessCheck {
    private final LedgerHealth health;

    LedgerCheck(LedgerHealth health) {
        this.health = health;
    }

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public Result check() {
        String trouble = health.trouble();
        return trouble == null ? Result.ok() : Result.failed(trouble);
    }
}
