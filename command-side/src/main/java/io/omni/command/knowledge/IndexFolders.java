package io.omni.command.knowledge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** Where indexes lie, one folder each, and which of them go when there are too many. */
final class IndexFolders {
    private static final Logger LOG = LoggerFactory.getLogger(IndexFolders.class);

    private final Path root;

    IndexFolders(Path root) {
        this.root = root;
    }

    Path of(IndexScope scope) {
        return root.resolve(scope.folder());
    }

    Path prepare(IndexScope scope) throws IOException {
        return Files.createDirectories(of(scope));
    }

    void remove(IndexScope scope) throws IOException {
        FileSystemUtils.deleteRecursively(of(scope));
    }

    /** Removes the least recently written repositories' indexes beyond the limit; outcomes and the scope at hand stay. */
    void keepNewest(int max, IndexScope current) {
        try (Stream<Path> folders = Files.list(root)) {
            List<Path> old = new ArrayList<>(
                    folders.filter(f -> isRepository(f, current)).toList());
            old.sort(Comparator.comparing(IndexFolders::written).reversed());
            for (Path folder : old.subList(Math.min(old.size(), Math.max(0, max - 1)), old.size())) {
                FileSystemUtils.deleteRecursively(folder);
            }
        } catch (IOException e) {
            // The work at hand is done; what is too much now goes the next time.
            LOG.warn("old knowledge indexes could not be removed", e);
        }
    }

    private static boolean isRepository(Path folder, IndexScope current) {
        String name = folder.getFileName().toString();
        return !name.equals(current.folder()) && !name.equals(IndexScope.OUTCOMES.folder());
    }

    private static FileTime written(Path folder) {
        try {
            return Files.getLastModifiedTime(folder);
        } catch (IOException e) {
            LOG.debug("{} is gone or can't be looked at", folder, e);
            return FileTime.fromMillis(0);
        }
    }
}
