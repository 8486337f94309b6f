package io.omni.query.content;

import io.omni.events.content.ProjectState;

/**
 * A project in a list.
 *
 * @param state the project
 * @param videosScraped how many videos it has
 * @param clipsReady how many clips wait to be edited or uploaded, or have been published
 */
public record ProjectItem(ProjectState state, long videosScraped, long clipsReady) {}
