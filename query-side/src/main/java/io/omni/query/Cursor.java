package io.omni.query;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The place in a list where its next page begins, as an opaque text: the kind of the list and the last item's sort key under
 * base64url, with a checksum that catches cursors cut or changed on the way. It opens nothing that a caller couldn't list anyway,
 * so it is not signed.
 */
public final class Cursor {
    private static final String SEPARATOR = "\n";
    private static final int MAX_LENGTH = 500;

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final List<String> key;

    private Cursor(List<String> key) {
        this.key = key;
    }

    /**
     * Writes a cursor.
     *
     * @param list the kind of the list; a cursor of one list is none of another
     * @param key the last item's sort key, without line breaks
     */
    public static String write(String list, Object... key) {
        StringBuilder text = new StringBuilder(list);
        for (Object part : key) {
            text.append(SEPARATOR).append(part);
        }
        String body = text.toString();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((body + SEPARATOR + checksum(body)).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a cursor.
     *
     * @param list the kind of the list
     * @param parts how many parts its sort key has
     * @param text what the caller sent
     * @throws BadCursor when it is no cursor of this list
     */
    public static Cursor read(String list, int parts, String text) {
        String decoded = decode(text);
        int end = decoded.lastIndexOf(SEPARATOR);
        if (end < 0 || !checksum(decoded.substring(0, end)).equals(decoded.substring(end + 1))) {
            throw new BadCursor();
        }
        List<String> read = List.of(decoded.substring(0, end).split(SEPARATOR, -1));
        // PostgreSQL takes no NUL in a text.
        if (read.size() != parts + 1 || !read.getFirst().equals(list) || decoded.indexOf('\0') >= 0) {
            throw new BadCursor();
        }
        return new Cursor(read.subList(1, read.size()));
    }

    /** A part of the key as text. */
    public String text(int index) {
        return key.get(index);
    }

    /** A part of the key as a point in time, within the years that the database knows. */
    public Instant instant(int index) {
        try {
            Instant instant = Instant.parse(key.get(index));
            if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
                throw new BadCursor();
            }
            return instant;
        } catch (DateTimeException e) {
            throw new BadCursor();
        }
    }

    /** A part of the key as a number. */
    public int number(int index) {
        try {
            return Integer.parseInt(key.get(index));
        } catch (NumberFormatException e) {
            throw new BadCursor();
        }
    }

    /** A part of the key as a place in the global order, from 0. */
    public long position(int index) {
        try {
            long position = Long.parseLong(key.get(index));
            if (position < 0) {
                throw new BadCursor();
            }
            return position;
        } catch (NumberFormatException e) {
            throw new BadCursor();
        }
    }

    private static String decode(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new BadCursor();
        }
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadCursor();
        }
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
