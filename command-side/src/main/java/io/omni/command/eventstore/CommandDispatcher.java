package io.omni.command.eventstore;

import io.omni.command.Command;
import io.omni.command.Refusal;
import io.omni.command.eventstore.CommandCounts.Outcome;
import io.omni.events.id.Ids;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.common.caching.Cache;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Sends commands, the one way they are sent. When it returns, the command's events are durable.
 *
 * <p>Two things are tried again here. A conflict with a writer on another node: a few times, after a short random pause. And an answer
 * that rests on a cached aggregate but changed nothing, be it a refusal or a no-op: once, from the store, because another node may have
 * changed the aggregate since; a command that does change something needs no such care, since the store's unique key checks it.
 */
public final class CommandDispatcher {
    private static final int MAX_CONFLICTS = 12;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_COMMAND = Duration.ofMinutes(2);

    private final CommandBus bus;
    private final Cache aggregates;
    private final CommandCounts counts;

    CommandDispatcher(CommandBus bus, Cache aggregates, CommandCounts counts) {
        this.bus = bus;
        this.aggregates = aggregates;
        this.counts = counts;
    }

    /**
     * Sends a command and waits until its events are durable.
     *
     * @param metaData who asks and why: {@code actor}, {@code request_id}, {@code trace_id}; it goes into the events
     * @return whether it changed anything
     * @throws Refusal when a rule refuses it
     * @throws StoreUnavailable when the event store can't be reached
     */
    public boolean send(Command command, Map<String, String> metaData) {
        Outcome outcome = Outcome.FAILED;
        try {
            boolean changed = sendAndDoubt(command, metaData);
            outcome = changed ? Outcome.CHANGED : Outcome.UNCHANGED;
            return changed;
        } catch (Refusal refusal) {
            outcome = Outcome.REFUSED;
            throw refusal;
        } catch (StoreUnavailable away) {
            outcome = Outcome.UNAVAILABLE;
            throw away;
        } finally {
            counts.count(command, outcome);
        }
    }

    private boolean sendAndDoubt(Command command, Map<String, String> metaData) {
        boolean fromCache = aggregates.containsKey(command.aggregateId());
        try {
            boolean changed = sendThroughConflicts(command, metaData);
            if (changed || !fromCache) {
                return changed;
            }
            aggregates.remove(command.aggregateId());
        } catch (Refusal refusal) {
            if (!fromCache) {
                throw refusal;
            }
            // A refusal rolls back, and that removes every aggregate it looked at from the cache.
        }
        return sendThroughConflicts(command, metaData);
    }

    private boolean sendThroughConflicts(Command command, Map<String, String> metaData) {
        for (int conflicts = 1; ; conflicts++) {
            try {
                return sendOnce(command, metaData);
            } catch (ConcurrencyException e) {
                if (conflicts == MAX_CONFLICTS) {
                    throw new Refusal("CONFLICT", "too many changes at the same time; try again");
                }
                pause(conflicts);
            }
        }
    }

    private boolean sendOnce(Command command, Map<String, String> metaData) {
        CommandMessage<Command> message = new GenericCommandMessage<>(
                new GenericMessage<>(Ids.next("cmd"), command, metaData),
                command.getClass().getName());
        FutureCallback<Command, Object> callback = new FutureCallback<>();
        bus.dispatch(message, callback);
        CommandResultMessage<?> result = answer(callback);
        if (result.isExceptional()) {
            // Asking such a result for its payload would wrap what went wrong
            // once more, and hide conflicts and refusals.
            throw unwrapped(result.exceptionResult());
        }
        return Boolean.TRUE.equals(result.getPayload());
    }

    private static CommandResultMessage<?> answer(CompletableFuture<? extends CommandResultMessage<?>> callback) {
        try {
            return callback.orTimeout(LONGEST_COMMAND.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof TimeoutException
                    ? new StoreUnavailable("the command was not answered in time", e)
                    : unwrapped(e.getCause());
        }
    }

    private static RuntimeException unwrapped(Throwable cause) {
        return switch (cause) {
            case CommandExecutionException wrapped when wrapped.getCause() instanceof RuntimeException inner -> inner;
            case RuntimeException e -> e;
            default -> new IllegalStateException("the command failed", cause);
        };
    }

    private static void pause(int conflicts) {
        long longest = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << conflicts);
        try {
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(1, longest + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("CONFLICT", "interrupted while waiting for another change; try again");
        }
    }
}
