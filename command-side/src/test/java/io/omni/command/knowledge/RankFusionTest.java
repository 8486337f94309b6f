package io.omni.command.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankFusionTest {

    @Test
    void the_first_of_both_rankings_scores_one() {
        assertThat(RankFusion.fuse(List.of(7, 8), List.of(7, 9)).getFirst())
                .isEqualTo(new RankFusion.Fused(7, 1.0, 1, 1));
    }

    @Test
    void being_in_both_rankings_beats_being_first_in_one() {
        assertThat(RankFusion.fuse(List.of(1, 2), List.of(3, 2)))
                .extracting(RankFusion.Fused::id)
                .containsExactly(2, 1, 3);
    }

    @Test
    void a_missing_ranking_lowers_no_score() {
        assertThat(RankFusion.fuse(List.of(1), null).getFirst().score()).isEqualTo(1);
        assertThat(RankFusion.fuse(List.of(1), List.of()).getFirst().score()).isCloseTo(0.5, within(1e-9));
    }
}
