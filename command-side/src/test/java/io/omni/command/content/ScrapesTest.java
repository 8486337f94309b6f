package io.omni.command.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.events.content.CreatorId;
import io.omni.events.content.JobId;
import io.omni.events.content.JobKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which times can be scraped. */
class ScrapesTest {
    private final PlayedStore store = new PlayedStore();
    private final Instant now = store.clock.instant();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void an_end_before_the_windows_of_all_creators_is_no_range() {
        assertThat(scrape(null, now.minus(Duration.ofDays(8)), store.creator)).isEqualTo("INVALID_DATE_RANGE");
        assertThat(scrape(null, now.minus(Duration.ofDays(6)), store.creator)).isEmpty();
    }

    @Test
    void an_end_within_the_window_of_one_creator_is_a_range() {
        CreatorId patient = CreatorId.next();
        store.send(new AddCreator(store.project, patient, "folder", "old", null, 30));

        assertThat(scrape(null, now.minus(Duration.ofDays(8)), store.creator, patient))
                .isEmpty();
        assertThat(scrape(null, now.minus(Duration.ofDays(31)), store.creator, patient))
                .isEqualTo("INVALID_DATE_RANGE");
    }

    @Test
    void a_beginning_that_is_not_before_the_end_is_no_range() {
        assertThat(scrape(now, null, store.creator)).isEqualTo("INVALID_DATE_RANGE");
        assertThat(scrape(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(8)), store.creator))
                .isEmpty();
    }

    private String scrape(@Nullable Instant since, @Nullable Instant until, CreatorId... creators) {
        List<QueueScrapes.Wanted> wanted = new ArrayList<>();
        for (CreatorId creator : creators) {
            wanted.add(new QueueScrapes.Wanted(creator, JobId.next(JobKind.SCRAPE)));
        }
        return store.refused(new QueueScrapes(store.project, wanted, since, until, false, "test"));
    }
}
