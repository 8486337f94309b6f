package io.omni.command.content.media;

import io.omni.events.content.Cue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads subtitles as people write them: SubRip (SRT) and <a href="https://www.w3.org/TR/webvtt1/">WebVTT</a>. Lenient: what makes no
 * sense is passed over, tags are dropped, overlapping lines are put one after the other. No text makes it fail.
 */
final class SubtitleText {
    private static final int MOST_CUES = 20_000;
    private static final int LONGEST_TEXT = 1_000;
    private static final String TIME = "(?:([0-9]{1,3}):)?([0-5]?[0-9]):([0-5]?[0-9])[.,]([0-9]{1,3})";
    private static final Pattern TIMES = Pattern.compile("\\s*" + TIME + "\\s*-->\\s*" + TIME + "(?:\\s.*)?");
    private static final Pattern TAG = Pattern.compile("<[^<>]{0,200}>|\\{\\\\[^{}]{0,200}}");
    private static final int TIME_GROUPS = 4;

    private SubtitleText() {}

    /** The lines of a subtitle file, in order; none when it isn't one. */
    static List<Cue> read(byte[] file) {
        List<Cue> cues = new ArrayList<>();
        Double start = null;
        Double end = null;
        StringBuilder text = new StringBuilder();
        for (String line : text(file).split("\r\n|\n|\r", -1)) {
            Matcher times = TIMES.matcher(line);
            if (times.matches()) {
                add(cues, start, end, text);
                start = seconds(times, 0);
                end = seconds(times, TIME_GROUPS);
            } else if (line.isBlank()) {
                add(cues, start, end, text);
                start = null;
            } else if (start != null && text.length() < LONGEST_TEXT) {
                text.append(text.isEmpty() ? "" : " ").append(line.strip());
            }
            if (cues.size() >= MOST_CUES) {
                break;
            }
        }
        add(cues, start, end, text);
        return inOrder(cues);
    }

    private static void add(List<Cue> cues, @Nullable Double start, @Nullable Double end, StringBuilder text) {
        String said = clean(text.toString());
        text.setLength(0);
        if (start != null && end != null && end > start && !said.isEmpty()) {
            cues.add(new Cue(start, end, said));
        }
    }

    private static List<Cue> inOrder(List<Cue> cues) {
        cues.sort(Comparator.comparingDouble(Cue::start)
                .thenComparingDouble(Cue::end)
                .thenComparing(Cue::text));
        List<Cue> ordered = new ArrayList<>();
        double free = 0;
        for (Cue cue : cues) {
            double start = Math.max(cue.start(), free);
            if (cue.end() > start) {
                ordered.add(new Cue(start, cue.end(), cue.text()));
                free = cue.end();
            }
        }
        return ordered;
    }

    private static Double seconds(Matcher times, int group) {
        String hours = times.group(group + 1);
        String fraction = (times.group(group + 4) + "00").substring(0, 3);
        return (hours == null ? 0 : Integer.parseInt(hours)) * 3600
                + Integer.parseInt(times.group(group + 2)) * 60
                + Integer.parseInt(times.group(group + 3))
                + Integer.parseInt(fraction) / 1000.0;
    }

    private static String clean(String text) {
        String plain = TAG.matcher(text).replaceAll("");
        return plain.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&")
                .replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ")
                .strip();
    }

    /** UTF-8 as a rule; old files are in the Windows character set of western Europe, which any bytes can be read as. */
    private static String text(byte[] file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            return new String(file, java.nio.charset.Charset.forName("windows-1252"));
        }
    }
}
