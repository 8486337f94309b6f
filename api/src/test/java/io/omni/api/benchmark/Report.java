package io.omni.api.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table that a run ends with. Every row is printed as soon as it is known. */
final class Report {
    private static final String HEAD = """
            | measured | value | ratio or bound | target | met |
            |---|---|---|---|---|
            """;

    private final List<String> notes = new ArrayList<>();
    private final StringBuilder rows = new StringBuilder();

    /** A sentence that belongs above the table. */
    void note(String sentence) {
        notes.add(sentence);
        System.out.println(sentence);
    }

    /** A figure that others are held against. */
    void plain(String what, String value) {
        row(what, value, "", "", "");
    }

    /** A figure held against another one; met when it is at least {@code target} times that. */
    void ratio(String what, double value, String unit, String ofWhat, double base, double target) {
        double ratio = value / base;
        row(
                what,
                number(value) + " " + unit,
                String.format(Locale.ROOT, "%.2f of %s", ratio, ofWhat),
                String.format(Locale.ROOT, "≥ %.2f", target),
                ratio >= target ? "yes" : String.format(Locale.ROOT, "no, %.0f %% short", 100 * (1 - ratio / target)));
    }

    /** A figure that should be at least so much. */
    void atLeast(String what, double value, String unit, double target) {
        row(
                what,
                number(value) + " " + unit,
                "",
                "≥ " + number(target) + " " + unit,
                value >= target ? "yes" : String.format(Locale.ROOT, "no, %.0f %% short", 100 * (1 - value / target)));
    }

    /** A figure that should stay below so much. */
    void below(String what, double value, String unit, double target) {
        row(
                what,
                number(value) + " " + unit,
                "",
                "< " + number(target) + " " + unit,
                value < target ? "yes" : String.format(Locale.ROOT, "no, %.0f %% over", 100 * (value / target - 1)));
    }

    /** Writes the table as Markdown. */
    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        String text = String.join("\n", notes) + "\n\n" + HEAD + rows;
        Files.writeString(file, text);
        System.out.println("The table is in " + file);
    }

    private void row(String... cells) {
        String line = "| " + String.join(" | ", cells) + " |";
        rows.append(line).append('\n');
        System.out.println(line);
    }

    static String number(double value) {
        return value >= 100 ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
