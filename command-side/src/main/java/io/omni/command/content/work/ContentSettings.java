package io.omni.command.content.work;

import io.omni.events.content.JobKind;
import java.time.Duration;

/**
 * How much of the content pipeline's work this node takes, and when the pipeline does what by itself.
 *
 * @param scrapers scrapes at a time; 0: none. Default 2
 * @param analyzers analyses at a time; 0: none. Default 2
 * @param editors edits at a time; 0: none. Default 2
 * @param uploaders uploads at a time; 0: none. Default 2
 * @param queueThreshold how many jobs of a kind may be due before requests that would add to them are turned away. Default 1000
 * @param scrapeEvery how long after a scrape of a running project's creator the next one follows. Default an hour
 * @param patience how long an upload waits for the rest of its project's pipeline to come to rest before it is placed. Default 5 minutes
 * @param gpu whether this node has a graphics processor, so that it takes edits that require one. Default false
 */
public record ContentSettings(
        int scrapers,
        int analyzers,
        int editors,
        int uploaders,
        int queueThreshold,
        Duration scrapeEvery,
        Duration patience,
        boolean gpu) {

    /** How many jobs of a kind this node does at a time. */
    public int atOnce(JobKind kind) {
        return switch (kind) {
            case SCRAPE -> scrapers;
            case ANALYZE -> analyzers;
            case EDIT -> editors;
            case UPLOAD -> uploaders;
            case SCHEDULE -> 1;
        };
    }
}
