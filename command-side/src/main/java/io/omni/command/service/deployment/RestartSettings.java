package io.omni.command.service.deployment;

import java.time.Duration;

/**
 * How restarts are done.
 *
 * @param threads how many this node does at a time; 0 when it does none. Default 8
 * @param stopGrace how long a container may take to end by itself before it is killed; default 10 seconds
 * @param healthTimeout how long a service may take to become healthy, unless the request says otherwise; default 60 seconds
 * @param healthInterval the time between two looks at a service that starts; default half a second
 * @param tryAgainAfter when to go on with a restart that lost the container engine on its way; default 2 seconds
 * @param giveUpAfter how long a restart that lost the container engine goes on trying; default 10 minutes
 */
public record RestartSettings(
        int threads,
        Duration stopGrace,
        Duration healthTimeout,
        Duration healthInterval,
        Duration tryAgainAfter,
        Duration giveUpAfter) {

    /** The defaults. */
    public static RestartSettings defaults() {
        return new RestartSettings(
                8,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                Duration.ofMinutes(10));
    }

    /** The same with another number of threads and another patience with services that start. */
    public RestartSettings with(int newThreads, Duration newHealthTimeout) {
        return new RestartSettings(newThreads, stopGrace, newHealthTimeout, healthInterval, tryAgainAfter, giveUpAfter);
    }
}
