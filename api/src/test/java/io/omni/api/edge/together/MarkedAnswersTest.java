package io.omni.api.edge.together;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MarkedAnswersTest {
    private final MarkedAnswers<String, Long> answers = new MarkedAnswers<>(1 << 20);
    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void an_answer_is_kept_as_long_as_its_mark_stands_still() {
        assertThat(asked("a", 1)).isEqualTo("a at 1, read 1");
        assertThat(asked("a", 1)).isEqualTo("a at 1, read 1");
        assertThat(asked("b", 1)).isEqualTo("b at 1, read 2");

        assertThat(asked("a", 2)).isEqualTo("a at 2, read 3");
        assertThat(asked("a", 2)).isEqualTo("a at 2, read 3");
    }

    @Test
    void a_mark_that_goes_back_is_another_mark() {
        asked("a", 2);

        assertThat(asked("a", 1)).isEqualTo("a at 1, read 2");
    }

    private String asked(String key, long mark) {
        byte[] bytes = answers.answer(
                key,
                mark,
                () -> (key + " at " + mark + ", read " + reads.incrementAndGet()).getBytes(StandardCharsets.UTF_8));
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
