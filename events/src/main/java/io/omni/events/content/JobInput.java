package io.omni.events.content;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a job needs to know. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ScrapeInput.class, name = "scrape"),
    @JsonSubTypes.Type(value = AnalyzeInput.class, name = "analyze"),
    @JsonSubTypes.Type(value = EditInput.class, name = "edit"),
    @JsonSubTypes.Type(value = UploadInput.class, name = "upload"),
    @JsonSubTypes.Type(value = ScheduleInput.class, name = "schedule")
})
public sealed interface JobInput permits ScrapeInput, AnalyzeInput, EditInput, UploadInput, ScheduleInput {}
