package io.omni.command.service;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue that this node works with. An operator may change the file while the program runs: whoever watches it calls
 * {@link #reload()}, and from then on everybody sees the new content. A file with faults changes nothing.
 */
public final class LiveServiceCatalog implements ServiceCatalog {
    private final @Nullable Path file;
    private final ServicePlacement placement;
    private volatile String text;
    private volatile YamlServiceCatalog current;

    private LiveServiceCatalog(@Nullable Path file, ServicePlacement placement) {
        this.file = file;
        this.placement = placement;
        this.text = file == null ? "" : YamlServiceCatalog.textOf(file);
        this.current = file == null
                ? YamlServiceCatalog.platform(placement)
                : YamlServiceCatalog.parse(file.toString(), text, placement);
    }

    /**
     * Reads the catalogue.
     *
     * @throws InvalidCatalog when it can't be read, or breaks a rule
     */
    public static LiveServiceCatalog of(CatalogSettings settings, ServicePlacement placement) {
        return new LiveServiceCatalog(settings.file(), placement);
    }

    /** Whether there is a file that can change. */
    public boolean isFile() {
        return file != null;
    }

    /**
     * Looks at the file again.
     *
     * @return whether it holds something else than before, which is in effect then
     * @throws InvalidCatalog when it can't be read, or breaks a rule; what was in effect stays so
     */
    public synchronized boolean reload() {
        if (file == null) {
            return false;
        }
        String now = YamlServiceCatalog.textOf(file);
        if (now.equals(text)) {
            return false;
        }
        current = YamlServiceCatalog.parse(file.toString(), now, placement);
        text = now;
        return true;
    }

    @Override
    public List<ManagedService> services() {
        return current.services();
    }

    @Override
    public Optional<ManagedService> find(String name) {
        return current.find(name);
    }

    @Override
    public URI baseUrl(String name) {
        return current.baseUrl(name);
    }
}
