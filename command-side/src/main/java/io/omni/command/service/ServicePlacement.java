package io.omni.command.service;

import io.omni.command.service.ServiceCatalog.ManagedService;
import java.net.URI;

/** Says where the services of the catalogue answer. */
@FunctionalInterface
public interface ServicePlacement {

    /** On the platform's own network: {@code http://<container>:<port>}. */
    ServicePlacement PLATFORM_NETWORK = service -> URI.create("http://" + service.container() + ":" + service.port());

    /** The base URL of a service, without a trailing slash; of one that speaks no HTTP, only host and port count. */
    URI baseUrl(ManagedService service);
}
