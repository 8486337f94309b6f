package io.omni.command.pipeline.work;

import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/** Tells this node's scheduler that work is due, so that it needn't wait for its next poll. */
@Component
class WorkSignal {
    private final AtomicReference<Runnable> listener = new AtomicReference<>(() -> {});

    void workIsDue() {
        listener.get().run();
    }

    void listen(Runnable newListener) {
        listener.set(newListener);
    }
}
