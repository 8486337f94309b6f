package io.omni.events.content.mind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EclipseTest {

    @Test
    void passing_trouble_is_tried_again_ever_later_and_then_given_up() {
        assertThat(failed(Mishap.PASSING, 1, null).delaySeconds()).isEqualTo(2);
        assertThat(failed(Mishap.PASSING, 2, null).delaySeconds()).isEqualTo(8);
        assertThat(failed(Mishap.PASSING, 3, null).action()).isEqualTo(EclipseAction.QUARANTINE);
        assertThat(failed(Mishap.PASSING, 3, null).reason()).isEqualTo("3 tries have failed");
    }

    @Test
    void a_limit_is_waited_for_and_counts_as_no_try() {
        EclipseDecision decision = failed(Mishap.LIMITED, 7, 60.0);

        assertThat(decision.action()).isEqualTo(EclipseAction.DEFER);
        assertThat(decision.delaySeconds()).isEqualTo(60);
        assertThat(failed(Mishap.LIMITED, 7, null).delaySeconds()).isEqualTo(900);
    }

    @Test
    void what_would_fail_again_is_given_up_at_once() {
        assertThat(failed(Mishap.PERMANENT, 1, null).action()).isEqualTo(EclipseAction.QUARANTINE);
        EclipseInput scrape = new EclipseInput(Work.SCRAPE, Mishap.PERMANENT, 1, 0, null, List.of());
        assertThat(Eclipse.decide(scrape, EclipseParameters.DEFAULT).action()).isEqualTo(EclipseAction.FAIL);
    }

    @Test
    void another_way_is_taken_where_there_is_one() {
        EclipseInput input = new EclipseInput(Work.EDIT, Mishap.PERMANENT, 1, 0, null, List.of("square"));

        EclipseDecision decision = Eclipse.decide(input, EclipseParameters.DEFAULT);

        assertThat(decision.action()).isEqualTo(EclipseAction.REROUTE);
        assertThat(decision.route()).isEqualTo("square");
    }

    @Property(tries = 200)
    void every_failure_ends_somewhere_and_no_wait_is_longer_than_a_day(
            @ForAll Mishap mishap, @ForAll Work work, @ForAll @IntRange(max = 1_000_000) int asked) {
        int tries = 0;
        int deferrals = 0;
        EclipseDecision decision;
        do {
            tries++;
            decision = Eclipse.decide(
                    new EclipseInput(work, mishap, tries, deferrals, (double) asked, List.of()),
                    EclipseParameters.DEFAULT);
            if (decision.action() == EclipseAction.DEFER) {
                deferrals++;
                tries--;
            }
            assertThat(decision.delaySeconds()).isBetween(0.0, 86_400.0);
            assertThat(tries + deferrals).isLessThan(100);
        } while (decision.action() == EclipseAction.RETRY || decision.action() == EclipseAction.DEFER);

        assertThat(decision.action()).isIn(EclipseAction.QUARANTINE, EclipseAction.FAIL);
    }

    private static EclipseDecision failed(Mishap mishap, int tries, @Nullable Double asked) {
        return Eclipse.decide(
                new EclipseInput(Work.UPLOAD, mishap, tries, 0, asked, List.of()), EclipseParameters.DEFAULT);
    }
}
