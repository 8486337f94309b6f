package io.omni.events.knowledge;

/**
 * A refresh has ended.
 *
 * @param refreshId the refresh
 * @param refreshed how many sources are up to date
 * @param failed how many are not
 */
public record KnowledgeRefreshed(RefreshId refreshId, int refreshed, int failed) implements RefreshEvent {}
