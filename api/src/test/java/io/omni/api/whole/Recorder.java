package io.omni.api.whole;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks for a pipeline over and over while it runs, and keeps every answer. */
final class Recorder implements AutoCloseable {
    private final Api api;
    private final String pipeline;
    private final List<JsonNode> answers = new ArrayList<>();
    private final Thread thread;
    private volatile boolean stopped;
    private volatile @Nullable Throwable trouble = new IllegalStateException("the recorder did not run");

    Recorder(Api api, String pipeline) {
        this.api = api;
        this.pipeline = pipeline;
        this.thread = Thread.ofPlatform().name("recorder").start(this::record);
    }

    private void record() {
        try {
            while (!stopped) {
                JsonNode answer = api.pipeline(pipeline);
                answers.add(answer);
                if (Api.isEnded(answer)) {
                    break;
                }
            }
            trouble = null;
        } catch (RuntimeException | AssertionError e) {
            trouble = e;
        }
    }

    /** Every answer, in order; the last one is that of the ended pipeline. */
    List<JsonNode> untilTheEnd() throws InterruptedException {
        thread.join(120_000);
        if (trouble != null) {
            throw new AssertionError("recording went wrong after " + answers.size() + " answers", trouble);
        }
        return List.copyOf(answers);
    }

    @Override
    public void close() {
        stopped = true;
    }
}
