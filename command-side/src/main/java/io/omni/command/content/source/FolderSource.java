package io.omni.command.content.source;

import io.omni.command.content.media.MediaTrouble;
import io.omni.command.content.media.MediaTrouble.Kind;
import io.omni.events.content.Post;
import io.omni.events.id.Hashes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Videos in a folder of this machine, under one of the folders that the operator allows. What a symbolic link leads out of there is not
 * there. A file's time is when it was last changed; subtitles lie beside it under the same name, ending in {@code .srt} or {@code .vtt}.
 */
final class FolderSource implements VideoSource {
    private static final int MOST_FILES = 1_000;
    private static final int COPY = 1 << 16;

    private final SourceSettings settings;

    FolderSource(SourceSettings settings) {
        this.settings = settings;
    }

    @Override
    public Set<String> platforms() {
        return Set.of("folder");
    }

    @Override
    public Listing list(Wanted wanted, Path work) throws MediaTrouble {
        List<Found> found = new ArrayList<>();
        try {
            Path folder = folder(wanted);
            try (DirectoryStream<Path> members = Files.newDirectoryStream(folder)) {
                for (Path member : members) {
                    Found video = video(member, wanted);
                    if (video != null) {
                        found.add(video);
                    }
                }
            }
        } catch (IOException e) {
            throw new MediaTrouble(Kind.PASSING, "the folder can't be read", e);
        }
        found.sort(Comparator.comparing(
                        (Found video) -> video.post().publishedAt(), Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(Found::location));
        return Listing.of(found.subList(0, Math.min(MOST_FILES, found.size())));
    }

    @Override
    public Fetched fetch(Found found, Path work, Path partial, LongConsumer bytes) throws MediaTrouble {
        Path file = Path.of(found.location());
        String extension = VideoTypes.extension(found.location()).orElse("mp4");
        String subtitles = found.subtitles();
        try {
            Path video = copy(file, work.resolve("video." + extension), settings.maxBytes(), bytes);
            Path text = subtitles == null
                    ? null
                    : copy(Path.of(subtitles), work.resolve(sidecar(subtitles)), 8 << 20, _ -> {});
            return new Fetched(video, extension, text);
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("No space left on device")) {
                throw new MediaTrouble(Kind.NO_ROOM, "the disk is full; make room in the folder of media", e);
            }
            throw new MediaTrouble(Kind.BAD_INPUT, "the file can't be read", e);
        }
    }

    static String sidecar(String name) {
        return name.endsWith(".vtt") || name.endsWith(".VTT") ? "subtitles.vtt" : "subtitles.srt";
    }

    private Path folder(Wanted wanted) throws MediaTrouble, IOException {
        if (settings.folders().isEmpty()) {
            throw new MediaTrouble(
                    Kind.FORBIDDEN, "no folder may be read: the operator names those that may with OMNI_MEDIA_ROOTS");
        }
        String url = wanted.profileUrl();
        Path asked = path(url == null ? wanted.handle() : url);
        for (Path root : settings.folders()) {
            if (Files.notExists(root)) {
                continue;
            }
            Path folder = root.resolve(asked);
            if (isUnder(folder, root) && Files.isDirectory(folder)) {
                return folder.toRealPath();
            }
        }
        throw new MediaTrouble(
                Kind.FORBIDDEN, "there is no such folder among those that may be read (OMNI_MEDIA_ROOTS)");
    }

    private static Path path(String text) throws MediaTrouble {
        try {
            return text.startsWith("file:") ? Path.of(URI.create(text)) : Path.of(text);
        } catch (InvalidPathException | FileSystemNotFoundException e) {
            throw new MediaTrouble(Kind.BAD_INPUT, "this is no path of a folder", e);
        } catch (IllegalArgumentException e) {
            throw new MediaTrouble(Kind.BAD_INPUT, "this is no address of a folder; write file:///path", e);
        }
    }

    private static boolean isUnder(Path path, Path root) throws IOException {
        return Files.exists(path) && path.toRealPath().startsWith(root.toRealPath());
    }

    private boolean isAllowed(Path path) throws IOException {
        for (Path root : settings.folders()) {
            if (Files.exists(root) && isUnder(path, root)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Found video(Path member, Wanted wanted) throws IOException {
        String name = member.getFileName().toString();
        if (VideoTypes.extension(name).isEmpty() || name.startsWith(".") || !isAllowed(member)) {
            return null;
        }
        Path file = member.toRealPath();
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()
                || !wanted.covers(attributes.lastModifiedTime().toInstant())) {
            return null;
        }
        // Another content under the same name is another post.
        String id = Hashes.sha256(name + "\n" + attributes.size() + "\n"
                + attributes.lastModifiedTime().toMillis());
        String title = name.substring(0, name.lastIndexOf('.'));
        Post post = new Post(
                "file-" + id.substring(0, 32),
                null,
                Texts.title(title, "video"),
                null,
                attributes.lastModifiedTime().toInstant());
        return new Found(post, file.toString(), subtitles(member));
    }

    private @Nullable String subtitles(Path video) throws IOException {
        String name = video.getFileName().toString();
        String base = name.substring(0, name.lastIndexOf('.'));
        for (String ending : List.of(".srt", ".vtt", ".en.srt", ".en.vtt")) {
            Path sidecar = video.resolveSibling(base + ending);
            if (Files.isRegularFile(sidecar) && isAllowed(sidecar)) {
                return sidecar.toRealPath().toString();
            }
        }
        return null;
    }

    /** Copies what is under an allowed folder now, not what was there when it was listed. */
    private Path copy(Path file, Path to, long most, LongConsumer bytes) throws MediaTrouble, IOException {
        if (!isAllowed(file)) {
            throw new MediaTrouble(Kind.FORBIDDEN, "the file is not under a folder that may be read any more");
        }
        BasicFileAttributes before = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!before.isRegularFile()) {
            throw new MediaTrouble(Kind.BAD_INPUT, "it is no file");
        }
        if (before.size() > most) {
            throw new MediaTrouble(Kind.BAD_INPUT, "the file has more than " + most + " bytes");
        }
        long copied = 0;
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
                OutputStream out = Files.newOutputStream(to)) {
            byte[] buffer = new byte[COPY];
            for (int read = in.read(buffer); read >= 0 && copied <= most; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                copied += read;
                bytes.accept(copied);
            }
        }
        BasicFileAttributes after = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (after.size() != copied || !after.lastModifiedTime().equals(before.lastModifiedTime())) {
            throw new MediaTrouble(Kind.BAD_INPUT, "the file is still being written; it is taken with the next scrape");
        }
        return to;
    }
}
