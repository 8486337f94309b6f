package io.omni.events.content;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What came of a job. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ScrapeResult.class, name = "scrape"),
    @JsonSubTypes.Type(value = AnalyzeResult.class, name = "analyze"),
    @JsonSubTypes.Type(value = EditResult.class, name = "edit"),
    @JsonSubTypes.Type(value = UploadResult.class, name = "upload"),
    @JsonSubTypes.Type(value = ScheduleResult.class, name = "schedule")
})
public sealed interface JobResult permits ScrapeResult, AnalyzeResult, EditResult, UploadResult, ScheduleResult {}
