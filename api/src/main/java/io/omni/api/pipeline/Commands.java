package io.omni.api.pipeline;

import io.omni.command.Refusal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends commands with the request's metadata, and waits for what becomes of them, but not for ever. */
@Component
public class Commands {
    /** The code of the refusal when it isn't known what became of a command. */
    public static final String TIMEOUT = "TIMEOUT";

    private static final long WAIT_SECONDS = 30;

    private final CommandGateway gateway;
    private final CommandMetadata metadata;

    Commands(CommandGateway gateway, CommandMetadata metadata) {
        this.gateway = gateway;
        this.metadata = metadata;
    }

    /**
     * Sends a command and waits until its events are stored.
     *
     * @return what its handler returned
     * @throws Refusal when a rule refused it, with {@code PIPELINE_NOT_FOUND} when there is no such pipeline, {@code CONFLICT} when
     *     others changed the same pipeline all the while, and {@link #TIMEOUT} when it wasn't answered within 30 seconds
     */
    public @Nullable Object send(Object command) {
        CommandMessage<Object> message =
                GenericCommandMessage.asCommandMessage(command).andMetaData(metadata.current());
        CompletableFuture<Object> answer = gateway.send(message);
        try {
            return answer.get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw translated(e.getCause());
        } catch (TimeoutException e) {
            throw unanswered();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unanswered();
        }
    }

    private static RuntimeException translated(Throwable cause) {
        return switch (cause) {
            case Refusal refusal -> refusal;
            case CommandExecutionException e when e.getCause() != null -> translated(e.getCause());
            case AggregateNotFoundException _ -> Refusals.notFound();
            case ConcurrencyException _ -> conflict();
            case AggregateStreamCreationException _ -> conflict();
            case RuntimeException e -> e;
            default -> new IllegalStateException("a command ended with " + cause.getClass().getName(), cause);
        };
    }

    private static Refusal conflict() {
        return new Refusal("CONFLICT", "others were changing the same thing at the same time; send the request again");
    }

    private static Refusal unanswered() {
        return new Refusal(TIMEOUT, "the command was not answered in time; read the pipeline before you send it again");
    }
}
