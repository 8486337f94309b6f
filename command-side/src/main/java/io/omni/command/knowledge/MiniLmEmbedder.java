package io.omni.command.knowledge;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.langchain4j.model.embedding.onnx.AbstractInProcessEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxBertBiEncoder;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Embeds with the quantized all-MiniLM-L6-v2 model in this process, through ONNX. The model (23 MB) is loaded on first use, once.
 *
 * <p>Its tokenizer looks at the first 128 tokens of a text only, which is a quarter of a usual chunk of code. So a longer text is
 * embedded in up to three windows spread over it, and the windows' mean is its vector. One window takes about 7 ms.
 *
 * <p>The runtime gets one thread per caller: with its own pool, one caller was no faster, and on a busy machine the pool's spinning
 * threads took the cores from everybody else.
 */
@Component
public final class MiniLmEmbedder implements Embedder {
    private static final Logger LOG = LoggerFactory.getLogger(MiniLmEmbedder.class);
    private static final int MAX_WINDOWS = 3;
    /** About what 128 tokens of code hold. */
    private static final int WINDOW_CHARS = 480;

    private final KnowledgeSettings settings;
    private final Object loading = new Object();
    private volatile @Nullable Model loaded;
    private volatile @Nullable EmbeddingUnavailable failure;

    /** Keeps the model's native libraries below the settings' root. */
    public MiniLmEmbedder(KnowledgeSettings settings) {
        this.settings = settings;
    }

    @Override
    public String model() {
        return "all-minilm-l6-v2-q/" + MAX_WINDOWS + "x" + WINDOW_CHARS;
    }

    @Override
    public float[] embed(String text) throws EmbeddingUnavailable {
        Model model = ready();
        String clean = clean(text);
        int windows = Math.clamp((clean.length() + WINDOW_CHARS - 1) / WINDOW_CHARS, 1, MAX_WINDOWS);
        float[] sum = new float[DIMENSIONS];
        try {
            for (int i = 0; i < windows; i++) {
                add(sum, model.embed(window(clean, i, windows)).content().vector());
            }
        } catch (RuntimeException e) {
            throw new EmbeddingUnavailable(
                    "the embedding model could not embed a text of " + text.length() + " characters", e);
        }
        return normalized(sum);
    }

    private Model ready() throws EmbeddingUnavailable {
        Model model = loaded;
        if (model != null) {
            return model;
        }
        synchronized (loading) {
            if (failure != null) {
                throw failure;
            }
            if (loaded == null) {
                loaded = load();
            }
            return loaded;
        }
    }

    private Model load() throws EmbeddingUnavailable {
        // The tokenizer's library would otherwise be unpacked into the user's home, and on a machine with a graphics
        // card it would
        // be fetched from the network.
        System.setProperty(
                "ENGINE_CACHE_DIR",
                settings.root().resolve("native").toAbsolutePath().toString());
        System.setProperty("RUST_FLAVOR", "cpu");
        System.setProperty("ai.djl.offline", "true");
        try {
            long start = System.nanoTime();
            Model model = new Model(encoder());
            model.embed("warm up");
            LOG.info("embedding model loaded in {} ms", (System.nanoTime() - start) / 1_000_000);
            return model;
        } catch (LinkageError | RuntimeException | IOException | OrtException e) {
            failure = new EmbeddingUnavailable(
                    "the embedding model can't be loaded on this machine: " + e.getMessage(), e);
            LOG.warn("no embeddings: searches go by words only until a restart", e);
            throw failure;
        }
    }

    private static OnnxBertBiEncoder encoder() throws IOException, OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                InputStream weights = resource("/all-minilm-l6-v2-q.onnx");
                InputStream tokenizer = resource("/all-minilm-l6-v2-q-tokenizer.json")) {
            options.setIntraOpNumThreads(1);
            OrtSession session = environment.createSession(weights.readAllBytes(), options);
            return new OnnxBertBiEncoder(environment, session, tokenizer, PoolingMode.MEAN);
        }
    }

    private static InputStream resource(String name) throws FileNotFoundException {
        InputStream resource = AbstractInProcessEmbeddingModel.class.getResourceAsStream(name);
        if (resource == null) {
            throw new FileNotFoundException("the model's " + name + " is not among the libraries");
        }
        return resource;
    }

    /** Without lone surrogates, which native code would choke on, and with indentation taken out of the window. */
    private static String clean(String text) {
        String valid = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String collapsed = valid.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return collapsed.isEmpty() ? "empty" : collapsed;
    }

    private static String window(String text, int index, int windows) {
        int start = boundary(text, (int) ((long) text.length() * index / windows));
        return text.substring(start, boundary(text, Math.min(text.length(), start + WINDOW_CHARS)));
    }

    private static int boundary(String text, int at) {
        return at < text.length() && at > 0 && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }

    private static void add(float[] sum, float[] vector) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += vector[i];
        }
    }

    private static float[] normalized(float[] vector) {
        double squares = 0;
        for (float v : vector) {
            squares += (double) v * v;
        }
        float length = (float) Math.sqrt(squares);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = length == 0 ? (i == 0 ? 1 : 0) : vector[i] / length;
        }
        return vector;
    }

    /** The model's files under our own session, in place of the library's class that fixes the session's options. */
    private static final class Model extends AbstractInProcessEmbeddingModel {
        private final OnnxBertBiEncoder encoder;

        Model(OnnxBertBiEncoder encoder) {
            super(Runnable::run);
            this.encoder = encoder;
        }

        @Override
        protected OnnxBertBiEncoder model() {
            return encoder;
        }

        @Override
        protected Integer knownDimension() {
            return DIMENSIONS;
        }
    }
}
