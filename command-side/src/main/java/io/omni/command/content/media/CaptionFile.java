package io.omni.command.content.media;

import io.omni.events.content.Cue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes captions in the format that libass draws (Advanced SubStation Alpha). What people said is text there and nothing else: it can't
 * give orders to the format.
 */
final class CaptionFile {
    /** The family that captions are set in; another one is taken for letters that it lacks. */
    static final String FONT = "DejaVu Sans";

    private static final int LINE = 22;
    private static final int CENTIS = 100;
    private static final String HEAD = """
            [Script Info]
            ScriptType: v4.00+
            PlayResX: 1080
            PlayResY: 1920
            WrapStyle: 2
            ScaledBorderAndShadow: yes

            [V4+ Styles]
            Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, \
            StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
            Style: Caption,%s,72,&H00FFFFFF,&H00FFFFFF,&H00000000,&H80000000,-1,0,0,0,100,100,0,0,1,6,2,2,60,60,380,1

            [Events]
            Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
            """;

    private CaptionFile() {}

    /** The file for lines that lie in the clip's own time. Two lines of text are shown at once, each as long as its share of the letters. */
    static String write(List<Cue> cues) {
        StringBuilder file = new StringBuilder(String.format(Locale.ROOT, HEAD, FONT));
        for (Cue cue : cues) {
            List<String> pages = pages(cue.text());
            int letters = pages.stream().mapToInt(String::length).sum();
            double start = cue.start();
            for (String page : pages) {
                double end = start + (cue.end() - cue.start()) * page.length() / letters;
                file.append(String.format(
                        Locale.ROOT, "Dialogue: 0,%s,%s,Caption,,0,0,0,,%s%n", time(start), time(end), page));
                start = end;
            }
        }
        return file.toString();
    }

    private static List<String> pages(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : harmless(text).split(" +")) {
            if (!line.isEmpty() && line.length() + word.length() >= LINE) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        List<String> pages = new ArrayList<>();
        for (int i = 0; i < lines.size(); i += 2) {
            pages.add(i + 1 < lines.size() ? lines.get(i) + "\\N" + lines.get(i + 1) : lines.get(i));
        }
        return pages;
    }

    /** Braces and backslashes are the format's own. */
    private static String harmless(String text) {
        String plain = text.replace('{', '(')
                .replace('}', ')')
                .replace('\\', '/')
                .replaceAll("\\p{Cntrl}", " ")
                .strip();
        return plain.isEmpty() ? "…" : plain;
    }

    private static String time(double seconds) {
        long centis = Math.round(seconds * CENTIS);
        return String.format(
                Locale.ROOT,
                "%d:%02d:%02d.%02d",
                centis / 360_000,
                centis / 6_000 % 60,
                centis / CENTIS % 60,
                centis % CENTIS);
    }
}
