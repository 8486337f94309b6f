package io.omni.events.content;

/** Where a project stands. */
public enum ProjectStatus {
    /** Nothing new is started by itself. */
    PAUSED,
    /** Its creators are scraped and its clips go from stage to stage by themselves. */
    RUNNING,
    /** None of its creators can be scraped any more. */
    ERROR;
}
