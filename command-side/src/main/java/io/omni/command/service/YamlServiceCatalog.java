package io.omni.command.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The catalogue of services from a YAML text: the platform's own, or an operator's file. It is read and checked once.
 */
public final class YamlServiceCatalog implements ServiceCatalog {
    private static final String DEFAULT_RESOURCE = "/io/omni/command/service/platform-services.yaml";
    private static final long MAX_FILE_BYTES = 1 << 20;

    private final List<ManagedService> inOrder;
    private final Map<String, ManagedService> services;
    private final ServicePlacement placement;

    private YamlServiceCatalog(List<ManagedService> services, ServicePlacement placement) {
        var byName = new LinkedHashMap<String, ManagedService>();
        services.forEach(service -> byName.put(service.name(), service));
        this.services = byName;
        this.inOrder = List.copyOf(byName.values());
        this.placement = placement;
    }

    /** The platform's own catalogue. */
    public static YamlServiceCatalog platform(ServicePlacement placement) {
        try (InputStream in = YamlServiceCatalog.class.getResourceAsStream(DEFAULT_RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the application lacks its resource " + DEFAULT_RESOURCE);
            }
            String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return parse("of the platform", yaml, placement);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * An operator's catalogue.
     *
     * @param file a YAML file of at most 1 MiB, in the shape of the platform's own
     * @throws InvalidCatalog when it can't be read, or breaks a rule
     */
    public static YamlServiceCatalog ofFile(Path file, ServicePlacement placement) {
        return parse(file.toString(), textOf(file), placement);
    }

    /**
     * The text of an operator's catalogue.
     *
     * @throws InvalidCatalog when it can't be read
     */
    static String textOf(Path file) {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw InvalidCatalog.unreadable("The catalogue of services " + file + " is larger than 1 MiB.", null);
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw InvalidCatalog.unreadable("The catalogue of services " + file + " can't be read as UTF-8 text.", e);
        }
    }

    static YamlServiceCatalog parse(String source, String yaml, ServicePlacement placement) {
        return new YamlServiceCatalog(new CatalogReader(source).read(yaml), placement);
    }

    @Override
    public List<ManagedService> services() {
        return inOrder;
    }

    @Override
    public Optional<ManagedService> find(String name) {
        return Optional.ofNullable(services.get(name));
    }

    @Override
    public URI baseUrl(String name) {
        ManagedService service = services.get(name);
        if (service == null) {
            throw new IllegalArgumentException("the catalogue has no service '" + name + "'");
        }
        return placement.baseUrl(service);
    }
}
