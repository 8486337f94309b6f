package io.omni.command.knowledge;

import java.nio.file.Path;

/** Begins to redo an index and says so on its output, then waits to be killed. */
public final class KilledWriter {
    private KilledWriter() {}

    /** Takes the settings' data folder. */
    public static void main(String[] arguments) throws Exception {
        KnowledgeSettings settings = KnowledgeSettings.defaults(Path.of(arguments[0]));
        new KnowledgeIndex(settings, new WordEmbedder()).replace(new IndexScope("repo"), "c2", sink -> {
            for (int i = 0; i < 100; i++) {
                sink.accept(Chunk.of("half" + i + ".py", 1, 1, "python", "half done " + i));
            }
            System.out.println("writing");
            Thread.sleep(120_000);
            return new KnowledgeIndex.Extent(100, 100);
        });
    }
}
