package io.omni.events.service;

/**
 * A service left the catalogue; it is asked for no longer, and its history stays.
 *
 * @param service the service
 */
public record ServiceRetired(ServiceName service) implements ServiceEvent {}
