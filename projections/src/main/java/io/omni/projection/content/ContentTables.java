package io.omni.projection.content;

import org.springframework.stereotype.Component;

/** The tables of the content pipeline's read model. */
@Component
record ContentTables(
        ProjectTable projects,
        VideoTable videos,
        ClipTable clips,
        ContentJobTable jobs,
        PlaceTable places,
        ContentNews news) {}
