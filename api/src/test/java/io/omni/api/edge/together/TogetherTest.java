package io.omni.api.edge.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TogetherTest {
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<List<Integer>> goes = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @AfterEach
    void end() {
        goOn.countDown();
        callers.shutdownNow();
    }

    @Test
    void who_comes_alone_is_answered_alone() {
        Together<Integer, Integer> doubled = new Together<>(this::doubled);

        assertThat(doubled.ask(1)).isEqualTo(2);
        assertThat(doubled.ask(2)).isEqualTo(4);
        assertThat(goes).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void who_comes_while_others_are_answered_waits_for_one_go_with_all_who_came() throws Exception {
        Together<Integer, Integer> doubled = new Together<>(this::doubledOnceLetGo);
        CompletableFuture<Integer> first = asked(doubled, 1);
        begun.await();
        List<CompletableFuture<Integer>> others =
                IntStream.rangeClosed(2, 50).mapToObj(i -> asked(doubled, i)).toList();
        awaitWaiting(doubled, others.size());

        goOn.countDown();

        assertThat(first.join()).isEqualTo(2);
        assertThat(others.stream().map(CompletableFuture::join))
                .isEqualTo(IntStream.rangeClosed(2, 50).mapToObj(i -> 2 * i).toList());
        assertThat(goes).hasSize(2);
        assertThat(goes.getFirst()).containsExactly(1);
        assertThat(goes.getLast()).hasSize(49);
    }

    @Test
    void what_a_go_fails_with_is_told_to_all_of_it_and_to_no_other() throws Exception {
        AtomicInteger number = new AtomicInteger();
        Together<Integer, Integer> failing = new Together<>(questions -> {
            List<Integer> answers = doubledOnceLetGo(questions);
            if (number.incrementAndGet() == 2) {
                throw new IllegalStateException("away");
            }
            return answers;
        });
        CompletableFuture<Integer> first = asked(failing, 1);
        begun.await();
        List<CompletableFuture<Integer>> others = List.of(asked(failing, 2), asked(failing, 3));
        awaitWaiting(failing, others.size());

        goOn.countDown();

        assertThat(first.join()).isEqualTo(2);
        for (CompletableFuture<Integer> other : others) {
            assertThatThrownBy(other::join)
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("away");
        }
        assertThat(failing.ask(4)).isEqualTo(8);
    }

    @Test
    void too_few_answers_are_a_failure_and_nobody_waits_for_ever() {
        Together<Integer, Integer> mute = new Together<>(_ -> List.of());

        assertThatThrownBy(() -> mute.ask(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> mute.ask(1)).isInstanceOf(IllegalStateException.class);
    }

    private static void awaitWaiting(Together<?, ?> together, int count) throws InterruptedException {
        while (together.waiting() < count) {
            Thread.sleep(5);
        }
    }

    private CompletableFuture<Integer> asked(Together<Integer, Integer> together, int question) {
        return CompletableFuture.supplyAsync(() -> together.ask(question), callers);
    }

    private List<Integer> doubled(List<Integer> questions) {
        goes.add(List.copyOf(questions));
        return questions.stream().map(i -> 2 * i).toList();
    }

    private List<Integer> doubledOnceLetGo(List<Integer> questions) {
        List<Integer> answers = doubled(questions);
        begun.countDown();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return answers;
    }
}
