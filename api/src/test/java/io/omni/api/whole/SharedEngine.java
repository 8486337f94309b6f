package io.omni.api.whole;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one Docker engine that they share; where there is none, they are skipped and it is said why. */
final class SharedEngine implements ParameterResolver {
    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(SharedEngine.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == DockerHost.class;
    }

    @Override
    public DockerHost resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Held held = context.getRoot().getStore(HERE).computeIfAbsent("engine", _ -> Held.open(), Held.class);
        DockerHost host = held.host();
        assumeTrue(host != null, held.missing());
        return host;
    }

    private record Held(@Nullable DockerHost host, String missing) implements AutoCloseable {
        static Held open() {
            try {
                return new Held(DockerHost.open(), "");
            } catch (IOException e) {
                String missing = "the Docker tests are skipped: " + e.getMessage();
                System.out.println(missing);
                return new Held(null, missing);
            }
        }

        @Override
        public void close() throws IOException {
            if (host != null) {
                host.close();
            }
        }
    }
}
