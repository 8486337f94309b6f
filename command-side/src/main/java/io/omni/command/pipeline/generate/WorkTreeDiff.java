package io.omni.command.pipeline.generate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.WorkingTreeOptions;
import org.eclipse.jgit.util.FS;

/**
 * The unified diff from a commit to the files of its checkout, new files included and ignored ones left out.
 *
 * <p>The checkout's own git configuration and attributes are not consulted: a program that worked there may have written filter
 * commands into them, and those would run here, outside its confinement.
 */
final class WorkTreeDiff {
    private WorkTreeDiff() {}

    /**
     * The diff, or empty when nothing changed.
     *
     * @throws DiffTooLarge when it has more than {@link PatchExtractor#MAX_BYTES}
     */
    static String of(Path root, String baseCommit) throws IOException, DiffTooLarge {
        var out = new LimitedOutput();
        try (Repository repository = new FileRepositoryBuilder()
                        .setGitDir(root.resolve(".git").toFile())
                        .setWorkTree(root.toFile())
                        .setMustExist(true)
                        .build();
                ObjectReader reader = repository.newObjectReader();
                RevWalk commits = new RevWalk(reader);
                DiffFormatter formatter = new DiffFormatter(out)) {
            ObjectId tree = commits.parseCommit(ObjectId.fromString(baseCommit)).getTree();
            formatter.setReader(reader, new Config());
            // Above the threshold a text counts as binary and its diff is one
            // line, which would hide that it is too large.
            formatter.setBinaryFileThreshold(8 * PatchExtractor.MAX_BYTES);
            formatter.format(new CanonicalTreeParser(null, reader, tree), new Files(root, known(reader, tree)));
            formatter.flush();
        } catch (LimitReached e) {
            throw new DiffTooLarge();
        }
        return out.text();
    }

    /** The diff has more bytes than a patch may have. */
    static final class DiffTooLarge extends Exception {}

    private static final class LimitReached extends IOException {}

    /** Stops at the limit instead of collecting a whole build folder first. */
    private static final class LimitedOutput extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void write(int oneByte) throws IOException {
            write(new byte[] {(byte) oneByte}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            if (bytes.size() + length > PatchExtractor.MAX_BYTES) {
                throw new LimitReached();
            }
            bytes.write(from, offset, length);
        }

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }

    private static Set<String> known(ObjectReader reader, ObjectId tree) throws IOException {
        var paths = new HashSet<String>();
        try (var walk = new TreeWalk(reader)) {
            walk.addTree(tree);
            while (walk.next()) {
                paths.add(walk.getPathString());
                if (walk.isSubtree()) {
                    walk.enterSubtree();
                }
            }
        }
        return paths;
    }

    /** The files of the checkout. One that the commit has is never taken as ignored, whatever the rules say: git does the same. */
    private static final class Files extends FileTreeIterator {
        private final Set<String> known;

        Files(Path root, Set<String> known) {
            super(root.toFile(), FS.DETECTED, new Config().get(WorkingTreeOptions.KEY));
            this.known = known;
        }

        private Files(Files parent) {
            super(parent, ((FileEntry) parent.current()).getFile(), parent.fs, parent.fileModeStrategy);
            this.known = parent.known;
        }

        @Override
        public AbstractTreeIterator createSubtreeIterator(ObjectReader reader) {
            return new Files(this);
        }

        @Override
        public boolean isEntryIgnored() throws IOException {
            return !known.contains(getEntryPathString()) && super.isEntryIgnored();
        }
    }
}
