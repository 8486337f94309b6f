package io.omni.command.service.runtime;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where Docker's engine is.
 *
 * @param host {@code unix:///path/to/socket} or {@code tcp://host:port}
 * @param certificates the folder with {@code ca.pem}, {@code cert.pem} and {@code key.pem}; null speaks without TLS
 * @param connectTimeout how long connecting may take
 * @param callTimeout how long one call may take, from connecting to the last byte; stopping gets its grace on top
 */
public record DockerSettings(URI host, @Nullable Path certificates, Duration connectTimeout, Duration callTimeout) {
    private static final URI USUAL_SOCKET = URI.create("unix:///var/run/docker.sock");

    /**
     * The settings for an engine, with the usual deadlines: 3 seconds to connect, 15 for a call.
     *
     * @param host where it is; null for the usual socket
     */
    public static DockerSettings at(@Nullable URI host, @Nullable Path certificates) {
        return new DockerSettings(
                host == null ? USUAL_SOCKET : host, certificates, Duration.ofSeconds(3), Duration.ofSeconds(15));
    }
}
