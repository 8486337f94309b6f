package io.omni.api.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/** Gives tests the one running product that they share. It starts with the first that asks for it and stops after the last test. */
final class SharedOmni implements ParameterResolver {
    /** What inbound hooks are signed under. */
    static final String HOOK_SECRET = "the secret of the tests";

    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(SharedOmni.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningOmni.class;
    }

    @Override
    public RunningOmni resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(HERE)
                .computeIfAbsent("omni", _ -> Held.start(), Held.class)
                .omni();
    }

    private record Held(Path folder, RunningOmni omni) implements AutoCloseable {
        static Held start() {
            try {
                Path folder = Files.createTempDirectory("omni-whole-");
                return new Held(
                        folder,
                        RunningOmni.start(
                                folder.resolve("data"),
                                Map.of("OMNI_HOOK_SECRET", HOOK_SECRET, "OMNI_RECONCILE_INTERVAL", "1s")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            omni.close();
            FileSystemUtils.deleteRecursively(folder);
        }
    }
}
