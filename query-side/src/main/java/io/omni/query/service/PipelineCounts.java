package io.omni.query.service;

/**
 * How the pipelines do, as the dashboard shows it.
 *
 * @param running how many are at work, or about to stop
 * @param failedLast24h how many failed in the last 24 hours
 */
public record PipelineCounts(long running, long failedLast24h) {}
