package io.omni.api.service;

import io.omni.api.edge.QueryParameters;
import io.omni.command.Refusal;
import io.omni.events.service.ServiceName;
import org.jspecify.annotations.Nullable;

/** Reads paths and query parameters, and refuses what makes no sense. */
final class Requests {
    private Requests() {}

    /**
     * The service in a path.
     *
     * @throws Refusal when it can't be one: to the caller that is a service that nobody has
     */
    static ServiceName service(String text) {
        if (!ServiceName.isValid(text)) {
            throw notFound();
        }
        return new ServiceName(text);
    }

    /** 404: the catalogue has no such service. */
    static Refusal notFound() {
        return new Refusal("SERVICE_NOT_FOUND", "there is no service with this name; list the services to find it");
    }

    /** 404: there was no such service then. */
    static Refusal notFoundThen() {
        return new Refusal(
                "SERVICE_NOT_FOUND",
                "there was no service with this name at this time or version; read it as it is now");
    }

    /** True for {@code open}, false for {@code closed}, null for all. */
    static @Nullable Boolean open(@Nullable String status) {
        return switch (status) {
            case null -> null;
            case "open" -> true;
            case "closed" -> false;
            default -> throw QueryParameters.bad("status", "use one of open, closed");
        };
    }
}
