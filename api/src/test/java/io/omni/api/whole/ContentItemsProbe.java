package io.omni.api.whole;

import io.omni.events.content.JobId;
import io.omni.events.content.ProjectId;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Looks at what the automation of the content pipeline keeps. */
final class ContentItemsProbe {
    private ContentItemsProbe() {}

    /** The scrapes that a started project queued by itself, once the automation has got there; beside one that the test asked for. */
    static List<JobId> openScrapes(RunningOmni omni, ProjectId project, JobId mine) {
        JdbcTemplate jdbc = new JdbcTemplate(omni.bean("processingDataSource", DataSource.class));
        return Waiting.until(
                "the automation has queued the project's own scrape",
                PlayedContent.LONGEST,
                () -> jdbc.query(
                        "SELECT item FROM content_item WHERE project_id = ? AND stage = 'scrape' AND item <> ?",
                        (row, _) -> new JobId(row.getString(1)),
                        project.value(),
                        mine.value()),
                jobs -> !jobs.isEmpty());
    }
}
