package io.omni.api.edge.together;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Has what callers ask for at the same time done in one go. While one go is under way, those who ask wait for the next; who comes alone
 * waits for nobody. A go begins after all who take part in it have asked, so what it reads is no older than their questions.
 *
 * @param <T> what a caller asks for
 * @param <R> what he is answered
 */
public final class Together<T, R> {
    private final Go<T, R> go;
    // Fair: goes are done in the order in which they were begun.
    private final Semaphore turn = new Semaphore(1, true);
    private @Nullable Group<T, R> forming;

    /** Does this for all who ask together. */
    public Together(Go<T, R> go) {
        this.go = go;
    }

    /**
     * Asks, and waits for the answer.
     *
     * @throws RuntimeException what the go failed with, for all who took part in it
     */
    public R ask(T question) {
        Group<T, R> group;
        int place;
        synchronized (this) {
            if (forming == null) {
                forming = new Group<>(new ArrayList<>(), new CompletableFuture<>());
            }
            group = forming;
            place = group.questions.size();
            group.questions.add(question);
        }
        if (place == 0) {
            lead(group);
        }
        try {
            return group.answers.join().get(place);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /** How many wait for the next go. */
    synchronized int waiting() {
        return forming == null ? 0 : forming.questions.size();
    }

    /** The first of a group waits until the go before has ended; who joins meanwhile comes along. */
    private void lead(Group<T, R> group) {
        turn.acquireUninterruptibly();
        try {
            synchronized (this) {
                forming = null;
            }
            List<R> answers = go.answers(group.questions);
            if (answers.size() != group.questions.size()) {
                throw new IllegalStateException(
                        answers.size() + " answers to " + group.questions.size() + " questions");
            }
            group.answers.complete(answers);
        } catch (Throwable e) {
            // Whatever it is: those who joined must not wait for ever.
            group.answers.completeExceptionally(e);
        } finally {
            turn.release();
        }
    }

    /** Answers questions, in their order. They are never none. */
    @FunctionalInterface
    public interface Go<T, R> {
        List<R> answers(List<T> questions);
    }

    private record Group<T, R>(List<T> questions, CompletableFuture<List<R>> answers) {}
}
