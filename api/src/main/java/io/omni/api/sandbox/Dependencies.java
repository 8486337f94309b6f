package io.omni.api.sandbox;

import io.omni.api.sandbox.Faults.Mode;
import io.omni.command.service.ServiceCatalog.ManagedService;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the played services need of each other, as far as somebody has asked where they are. */
final class Dependencies {
    private static final String STORES = "Data";

    private final Map<String, ManagedService> known = new ConcurrentHashMap<>();
    private final Faults faults;

    Dependencies(Faults faults) {
        this.faults = faults;
    }

    void note(ManagedService service) {
        known.put(service.name(), service);
    }

    /** A service with a fault that this one needs, directly or not, so that it isn't well itself; null when there is none. */
    @Nullable
    String failingBelow(ManagedService service) {
        return failingBelow(service, new HashSet<>());
    }

    /** A data store with a fault that this one keeps its data in, so that it can't do anything; null when there is none. */
    @Nullable
    String failingStore(ManagedService service) {
        return service.dependsOn().stream()
                .filter(name -> isDown(name)
                        && known.containsKey(name)
                        && known.get(name).tier().equals(STORES))
                .findFirst()
                .orElse(null);
    }

    private @Nullable String failingBelow(ManagedService service, Set<String> seen) {
        for (String name : service.dependsOn()) {
            if (isDown(name)) {
                return name;
            }
            ManagedService below = known.get(name);
            String deeper = below == null || !seen.add(name) ? null : failingBelow(below, seen);
            if (deeper != null) {
                return deeper;
            }
        }
        return null;
    }

    private boolean isDown(String name) {
        Mode mode = faults.of(name).mode();
        return mode == Mode.DOWN || mode == Mode.ERROR;
    }
}
