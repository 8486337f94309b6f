package io.omni.api.observability;

import io.omni.api.settings.OmniSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whether the data folder's disk has room: at least 256 MiB, which is what checkouts, logs and the database need to go on for a while. */
@Component
@Order(5)
class DiskSpaceCheck implements ReadinessCheck {
    private static final long MIB = 1 << 20;
    private static final long LEAST_FREE_MIB = 256;

    private final Path folder;
    private final long leastFreeMib;

    @Autowired
    DiskSpaceCheck(OmniSettings settings) {
        this(settings.dataDir(), LEAST_FREE_MIB);
    }

    DiskSpaceCheck(Path folder, long leastFreeMib) {
        this.folder = folder;
        this.leastFreeMib = leastFreeMib;
    }

    @Override
    public String name() {
        return "disk_space";
    }

    @Override
    public Result check() throws IOException {
        long freeMib = Files.getFileStore(folder).getUsableSpace() / MIB;
        return freeMib >= leastFreeMib
                ? Result.ok()
                : Result.failed(freeMib + " MiB are free in the data folder; at least " + leastFreeMib + " are needed");
    }
}
