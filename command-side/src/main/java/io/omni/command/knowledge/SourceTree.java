package io.omni.command.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The text files of a checkout that nobody trusts. Follows no symbolic link, opens nothing but regular files, and stops at the
 * settings' limits; what it leaves out it counts, by reason.
 */
final class SourceTree {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_VISITED = 250_000;
    private static final double MAX_CONTROL_SHARE = 0.1;

    private final KnowledgeSettings settings;
    private final Path root;
    private final Map<String, Integer> skipped = new TreeMap<>();
    private final List<SourceFile> files = new ArrayList<>();
    private boolean cut;

    private SourceTree(KnowledgeSettings settings, Path root) {
        this.settings = settings;
        this.root = root;
    }

    /**
     * A file worth looking into.
     *
     * @param file where it lies
     * @param path from the root, with forward slashes
     * @param language told by its name
     * @param size its bytes
     */
    record SourceFile(Path file, String path, String language, long size) {
        private boolean hasKnownLanguage() {
            return !language.equals(Languages.OTHER);
        }

        private long depth() {
            return path.chars().filter(c -> c == '/').count();
        }
    }

    /** Lists the tree. Code and documents come first, and what lies nearer to the root: when a limit cuts, it cuts the rest. */
    static SourceTree list(Path root, KnowledgeSettings settings) throws IOException, InterruptedException {
        SourceTree tree = new SourceTree(settings, root.toRealPath());
        Files.walkFileTree(tree.root, EnumSet.noneOf(FileVisitOption.class), MAX_DEPTH, tree.new Visitor());
        if (Thread.interrupted()) {
            throw new InterruptedException("told to stop while listing files");
        }
        tree.files.sort(Comparator.comparing(SourceFile::hasKnownLanguage)
                .reversed()
                .thenComparingLong(SourceFile::depth)
                .thenComparing(SourceFile::path));
        tree.applyLimits();
        return tree;
    }

    /** The files, best first. */
    List<SourceFile> files() {
        return files;
    }

    /** How many files (or, for {@code vendored}, folders) were left out, by reason. */
    Map<String, Integer> skipped() {
        return skipped;
    }

    /** Whether the tree was too large to be looked at as a whole. */
    boolean isCut() {
        return cut;
    }

    /** Counts something as left out. */
    void skip(String reason) {
        skipped.merge(reason, 1, Integer::sum);
    }

    /** The file's text; null, and counted as left out, when it has none. */
    @Nullable
    String read(SourceFile source) {
        byte[] bytes;
        try (var channel = Files.newByteChannel(
                        source.file(), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
                InputStream in = Channels.newInputStream(channel)) {
            bytes = in.readNBytes(settings.maxFileBytes() + 1);
        } catch (IOException e) {
            // One file that can't be read must not hide the others; the count tells.
            skip("unreadable");
            return null;
        }
        if (bytes.length > settings.maxFileBytes()) {
            skip("too_large");
            return null;
        }
        Charset utf16 = utf16(bytes);
        if (utf16 == null && isBinary(bytes)) {
            skip("binary");
            return null;
        }
        String text = new String(bytes, utf16 == null ? StandardCharsets.UTF_8 : utf16);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static @Nullable Charset utf16(byte[] bytes) {
        if (bytes.length < 2 || bytes.length % 2 != 0) {
            return null;
        }
        int mark = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        return mark == 0xfeff ? StandardCharsets.UTF_16BE : mark == 0xfffe ? StandardCharsets.UTF_16LE : null;
    }

    private static boolean isBinary(byte[] bytes) {
        int controls = 0;
        for (byte b : bytes) {
            if (b == 0) {
                return true;
            }
            if (b > 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != 0x1b) {
                controls++;
            }
        }
        return controls > bytes.length * MAX_CONTROL_SHARE;
    }

    private void applyLimits() {
        long bytes = 0;
        List<SourceFile> kept = new ArrayList<>();
        for (SourceFile file : files) {
            if (kept.size() >= settings.maxFiles() || bytes + file.size() > settings.maxTotalBytes()) {
                skip("over_limit");
                cut = true;
                continue;
            }
            bytes += file.size();
            kept.add(file);
        }
        files.clear();
        files.addAll(kept);
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        private int visited;

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (!folder.equals(root) && FileRules.isVendored(folder, root)) {
                skip("vendored");
                return FileVisitResult.SKIP_SUBTREE;
            }
            return goOn();
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String reason = reasonToSkip(file, attributes);
            if (reason == null) {
                String name = file.getFileName().toString();
                String path = root.relativize(file).toString().replace('\\', '/');
                files.add(new SourceFile(file, path, Languages.of(name), attributes.size()));
            } else {
                skip(reason);
            }
            return goOn();
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException why) {
            skip("unreadable");
            return goOn();
        }

        private @Nullable String reasonToSkip(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            if (attributes.isSymbolicLink()) {
                return "symlink";
            }
            if (attributes.isDirectory()) {
                return "too_deep";
            }
            if (!attributes.isRegularFile()) {
                return "special";
            }
            if (FileRules.isSecret(name)) {
                return "secret_like";
            }
            if (FileRules.isGenerated(name)) {
                return "generated";
            }
            return attributes.size() > settings.maxFileBytes() ? "too_large" : null;
        }

        private FileVisitResult goOn() {
            if (++visited > MAX_VISITED) {
                cut = true;
                return FileVisitResult.TERMINATE;
            }
            return Thread.currentThread().isInterrupted() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }
    }
}
