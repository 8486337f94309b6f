package io.omni.events.service;

/**
 * A service came into the catalogue, for the first time or again after it had been retired.
 *
 * @param service the service
 * @param definition what the catalogue says of it
 */
public record ServiceRegistered(ServiceName service, ServiceDefinition definition) implements ServiceEvent {}
