package io.omni.api.benchmark;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** The product's event processors: stops, moves and awaits them. */
final class Processors {
    private static final String READ_MODEL = "pipelines";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Product product;
    private final EventProcessingConfiguration processing;
    private final EventStore store;

    Processors(Product product) {
        this.product = product;
        this.processing = product.bean(EventProcessingConfiguration.class);
        this.store = product.bean(EventStore.class);
    }

    /** Runs something that writes events nobody but the pipelines' read model should handle. */
    void aside(Runnable writer) {
        aside(writer, READ_MODEL);
    }

    /** The same, with another processor that should handle them. */
    void aside(Runnable writer, String handling) {
        processing.eventProcessors().values().forEach(p -> p.shutDown());
        writer.run();
        processing.eventProcessors().keySet().stream()
                .filter(name -> !name.equals(READ_MODEL) && !name.equals(handling))
                .forEach(this::skipToHead);
        processing.eventProcessors().values().forEach(p -> p.start());
    }

    /** Empties the pipelines' read model and lets its processor build it again; returns when it has. */
    Duration replay() throws InterruptedException, TimeoutException {
        StreamingEventProcessor processor = processing
                .eventProcessor(READ_MODEL, StreamingEventProcessor.class)
                .orElseThrow(() -> new IllegalStateException("there is no processor " + READ_MODEL));
        processor.shutDown();
        product.jdbc().execute("TRUNCATE pipeline_view");
        processor.resetTokens();
        long start = System.nanoTime();
        processor.start();
        awaitReadModel();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Returns when the read model has taken everything that is stored. */
    void awaitReadModel() throws InterruptedException, TimeoutException {
        await(READ_MODEL);
    }

    /** Returns when a processor has taken everything that is stored. */
    void await(String name) throws InterruptedException, TimeoutException {
        long head = head();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (position(name) < head) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(name + " stands at " + position(name) + " of " + head);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    long head() {
        return store.createHeadToken().position().orElse(0);
    }

    long position(String name) {
        return processing.eventProcessor(name, StreamingEventProcessor.class).stream()
                .flatMap(p -> p.processingStatus().values().stream())
                .mapToLong(status -> status.getCurrentPosition().orElse(0))
                .min()
                .orElse(0);
    }

    private void skipToHead(String name) {
        TokenStore tokens = product.bean(TokenStore.class);
        TrackingToken head = new GlobalSequenceTrackingToken(head());
        product.bean(TransactionManager.class).executeInTransaction(() -> {
            for (int segment : tokens.fetchSegments(name)) {
                tokens.fetchToken(name, segment);
                tokens.storeToken(head, name, segment);
                tokens.releaseClaim(name, segment);
            }
        });
    }
}
