package io.omni.events.knowledge;

/**
 * A source is up to date.
 *
 * @param refreshId the refresh
 * @param source the source
 * @param action {@code ingested}, {@code rebuilt}, or {@code fresh} when there was nothing to do
 */
public record SourceRefreshed(RefreshId refreshId, String source, String action) implements RefreshEvent {}
