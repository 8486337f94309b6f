package io.omni.api.benchmark;

import io.omni.api.OmniApplication;
import io.omni.api.edge.Access;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.api.storage.DatabaseAddress;
import io.omni.api.storage.DatabaseServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The whole product, running in this process on a folder of its own. */
final class Product implements AutoCloseable {
    static final String HELLO = "/api/v1/benchmark/hello";

    private final Path folder;
    private final ConfigurableApplicationContext context;
    private final JdbcTemplate jdbc;

    private Product(Path folder, ConfigurableApplicationContext context) {
        this.folder = folder;
        this.context = context;
        DatabaseAddress address = database();
        String unbatched = address.jdbcUrl() + "?reWriteBatchedInserts=true";
        this.jdbc = new JdbcTemplate(new DriverManagerDataSource(
                unbatched, String.valueOf(address.user()), String.valueOf(address.password())));
        addHello();
    }

    /**
     * Starts the product as it is shipped, on any free port.
     *
     * @param workers how many stages it works on at once; 0: none, so that accepted pipelines stay where they are
     * @param more puts beans of the benchmark beside, or in the place of, the product's
     */
    static Product start(Path folder, int workers, Consumer<GenericApplicationContext> more) {
        return start(folder, workers, Map.of(), more);
    }

    /** The same with further settings. */
    static Product start(
            Path folder, int workers, Map<String, String> settings, Consumer<GenericApplicationContext> more) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("OMNI_DATA_DIR", folder.toString());
        environment.put("OMNI_PORT", "0");
        environment.put("OMNI_WORKERS", Integer.toString(workers));
        environment.putIfAbsent("OMNI_RATE_LIMITS", "off");
        AtomicReference<ConfigurableApplicationContext> started = new AtomicReference<>();
        SpringApplication.withHook(
                application -> {
                    application.addInitializers(context -> {
                        context.getBeanFactory().registerSingleton("withoutTests", new WithoutTests());
                        more.accept((GenericApplicationContext) context);
                    });
                    return null;
                },
                () -> started.set(OmniApplication.start(environment)));
        return new Product(folder, started.get());
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    DatabaseAddress database() {
        return bean(DatabaseServer.class).address();
    }

    /** Statements on connections of their own, outside the product's pools. */
    JdbcTemplate jdbc() {
        return jdbc;
    }

    Connection connect() throws SQLException {
        DatabaseAddress address = database();
        return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
    }

    String url() {
        int port = ((WebServerApplicationContext) context).getWebServer().getPort();
        return "http://127.0.0.1:" + port;
    }

    String token() {
        try {
            return Files.readString(folder.resolve("token")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    /** What the reads are held against: an endpoint on the same server, behind the same edge, that returns a constant. */
    private void addHello() {
        RequestMappingHandlerMapping mapping = bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        try {
            mapping.registerMapping(
                    RequestMappingInfo.paths(HELLO)
                            .methods(RequestMethod.GET)
                            .produces(MediaType.APPLICATION_JSON_VALUE)
                            .options(mapping.getBuilderConfiguration())
                            .build(),
                    new Hello(),
                    Hello.class.getDeclaredMethod("hello"));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keeps the scan for components to the product's own classes: what lies beside them for tests changes the product. */
    private static final class WithoutTests extends TypeExcludeFilter {
        @Override
        public boolean match(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
            return reader.getResource().getURL().getPath().contains("/test-classes/");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof WithoutTests;
        }

        @Override
        public int hashCode() {
            return WithoutTests.class.hashCode();
        }
    }

    /** Not annotated as a controller: other tests scan these packages. */
    static final class Hello {
        @ResponseBody
        @Access(scope = Scope.READ, rate = RateCategory.READ)
        Map<String, String> hello() {
            return Map.of("message", "hello");
        }
    }
}
