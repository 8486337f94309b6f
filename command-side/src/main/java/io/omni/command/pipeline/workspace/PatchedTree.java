package io.omni.command.pipeline.workspace;

import io.omni.command.pipeline.workspace.UnifiedDiff.FileChange;
import io.omni.command.pipeline.workspace.UnifiedDiff.Hunk;
import io.omni.command.pipeline.workspace.UnifiedDiff.Malformed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * A patch applied to a commit's tree, in memory. What is pushed comes from here and never from files that the project's own commands
 * may have touched.
 */
final class PatchedTree {
    private static final int SHOWN_FAILURES = 5;

    private final Repository repository;
    private final long maxFileBytes;
    private final TreeMap<String, DirCacheEntry> base = new TreeMap<>();
    private final Map<String, @Nullable Content> changed = new TreeMap<>();

    /**
     * Begins with a tree.
     *
     * @param maxFileBytes the largest file that is read
     */
    PatchedTree(Repository repository, ObjectId tree, long maxFileBytes) throws IOException, Malformed {
        this.repository = repository;
        this.maxFileBytes = maxFileBytes;
        DirCache cache = DirCache.newInCore();
        try (ObjectReader reader = repository.newObjectReader()) {
            DirCacheBuilder builder = cache.builder();
            builder.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, tree);
            builder.finish();
        } catch (IllegalStateException e) {
            throw new Malformed("the repository's own tree is broken: it names a file twice");
        }
        for (int i = 0; i < cache.getEntryCount(); i++) {
            base.put(cache.getEntry(i).getPathString(), cache.getEntry(i));
        }
    }

    /** Applies all changes, or fails with what doesn't fit. */
    void apply(UnifiedDiff diff) throws Malformed, IOException, InterruptedException {
        List<String> failures = new ArrayList<>();
        for (FileChange file : diff.files()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            try {
                apply(file);
            } catch (Malformed e) {
                failures.add(e.getMessage());
            }
        }
        if (!failures.isEmpty()) {
            String more =
                    failures.size() > SHOWN_FAILURES ? "\n(and " + (failures.size() - SHOWN_FAILURES) + " more)" : "";
            throw new Malformed(String.join("\n", failures.subList(0, Math.min(SHOWN_FAILURES, failures.size())))
                    + more);
        }
    }

    /** The changed files: their new content, or null where the file goes. */
    Map<String, @Nullable Content> changes() {
        return Collections.unmodifiableMap(changed);
    }

    /** Stores the tree with its changes. */
    ObjectId write() throws IOException {
        DirCache cache = DirCache.newInCore();
        DirCacheBuilder builder = cache.builder();
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            for (Map.Entry<String, DirCacheEntry> entry : base.entrySet()) {
                if (!changed.containsKey(entry.getKey())) {
                    builder.add(entry.getValue());
                }
            }
            for (Map.Entry<String, @Nullable Content> entry : changed.entrySet()) {
                Content content = entry.getValue();
                if (content != null) {
                    DirCacheEntry fresh = new DirCacheEntry(entry.getKey());
                    fresh.setFileMode(content.mode);
                    fresh.setObjectId(inserter.insert(Constants.OBJ_BLOB, content.bytes));
                    builder.add(fresh);
                }
            }
            builder.finish();
            ObjectId tree = cache.writeTree(inserter);
            inserter.flush();
            return tree;
        }
    }

    private void apply(FileChange file) throws Malformed, IOException {
        @Nullable Content old = file.oldPath() == null ? null : read(file.oldPath());
        if (file.oldPath() == null) {
            requireFree(file.path());
        } else if (old == null) {
            throw new Malformed(file.oldPath() + ": there is no such file; a new file's old side is /dev/null");
        }
        TextFile text = new TextFile(old == null ? new byte[0] : old.bytes);
        applyHunks(file, text);
        if (file.newPath() == null) {
            if (!file.hunks().isEmpty() && !text.isEmpty()) {
                throw new Malformed(file.path() + ": the deletion doesn't remove all lines of the file");
            }
            changed.put(file.path(), null);
            return;
        }
        boolean moves = !file.newPath().equals(file.oldPath());
        if (moves && file.oldPath() != null) {
            requireFree(file.newPath());
            if (!file.copy()) {
                changed.put(file.oldPath(), null);
            }
        }
        byte[] bytes = file.hunks().isEmpty() && old != null ? old.bytes : text.content();
        changed.put(file.newPath(), new Content(bytes, mode(file, old)));
    }

    private static void applyHunks(FileChange file, TextFile text) throws Malformed {
        int number = 0;
        for (Hunk hunk : file.hunks()) {
            number++;
            String failure = text.apply(hunk);
            if (failure != null) {
                throw new Malformed(
                        file.path() + ": hunk " + number + " (" + hunk.header() + ") doesn't fit: " + failure);
            }
        }
    }

    private static FileMode mode(FileChange file, @Nullable Content old) {
        return switch (file.mode()) {
            case PLAIN -> FileMode.REGULAR_FILE;
            case EXECUTABLE -> FileMode.EXECUTABLE_FILE;
            case UNCHANGED -> old == null ? FileMode.REGULAR_FILE : old.mode;
        };
    }

    private @Nullable Content read(String path) throws Malformed, IOException {
        if (changed.containsKey(path)) {
            return changed.get(path);
        }
        DirCacheEntry entry = base.get(path);
        if (entry == null) {
            return null;
        }
        if (entry.getFileMode() == FileMode.SYMLINK) {
            throw new Malformed(path + ": it is a symbolic link; links can't be patched");
        } else if (entry.getFileMode() == FileMode.GITLINK) {
            throw new Malformed(path + ": it is a submodule; submodules can't be patched");
        }
        ObjectLoader loader = repository.open(entry.getObjectId(), Constants.OBJ_BLOB);
        if (loader.getSize() > maxFileBytes) {
            throw new Malformed(path + ": it has " + loader.getSize() + " bytes; files of at most " + maxFileBytes
                    + " can be patched");
        }
        return new Content(loader.getBytes(Math.toIntExact(maxFileBytes)), entry.getFileMode());
    }

    private void requireFree(String path) throws Malformed {
        if (exists(path)) {
            throw new Malformed(path + ": it exists already; give its changes against the file that is there");
        }
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            String parent = path.substring(0, slash);
            if (exists(parent)) {
                throw new Malformed(path + ": " + parent + " is no folder, but a file, a symbolic link or a submodule");
            }
        }
        String folder = path + "/";
        String next = base.ceilingKey(folder);
        if (next != null && next.startsWith(folder)) {
            throw new Malformed(path + ": it is a folder");
        }
    }

    private boolean exists(String path) {
        return changed.containsKey(path) ? changed.get(path) != null : base.containsKey(path);
    }

    /**
     * A file's new content.
     *
     * @param bytes all of it
     * @param mode plain or executable
     */
    record Content(byte[] bytes, FileMode mode) {}
}
