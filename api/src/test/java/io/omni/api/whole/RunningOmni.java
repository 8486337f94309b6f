package io.omni.api.whole;

import io.omni.api.OmniApplication;
import io.omni.api.TestFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole product, running in this process on a data folder of its own and a free port. */
final class RunningOmni implements AutoCloseable {
    private final Path dataFolder;
    private final ConfigurableApplicationContext context;
    private final Api api;

    private RunningOmni(Path dataFolder, ConfigurableApplicationContext context, Api api) {
        this.dataFolder = dataFolder;
        this.context = context;
        this.api = api;
    }

    /** Starts it with these settings beside the port and the folder. */
    static RunningOmni start(Path dataFolder, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("OMNI_PORT", "0");
        environment.put("OMNI_DATA_DIR", dataFolder.toString());
        environment.putIfAbsent("OMNI_RATE_LIMITS", "off");
        try {
            if (!settings.containsKey("OMNI_DATABASE_URL")) {
                TestFolders.withUnpackedPrograms(dataFolder);
            }
            ConfigurableApplicationContext context = OmniApplication.start(environment);
            WebServer server = ((WebServerApplicationContext) context).getWebServer();
            if (server == null) {
                throw new IllegalStateException("the product runs without a web server");
            }
            String token = Files.readString(dataFolder.resolve("token")).strip();
            return new RunningOmni(dataFolder.toRealPath(), context, new Api(server.getPort(), token));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Api api() {
        return api;
    }

    Path dataFolder() {
        return dataFolder;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** The sample repository that the sandbox keeps. */
    Path sample() {
        return dataFolder.resolve("sandbox/sample.git");
    }

    @Override
    public void close() {
        context.close();
    }
}
