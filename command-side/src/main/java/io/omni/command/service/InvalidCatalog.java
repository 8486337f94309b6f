package io.omni.command.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A catalogue of services can't be read or breaks its rules. The message says so, with every fault on a line of its own. */
public final class InvalidCatalog extends RuntimeException {
    private final transient List<Fault> faults;

    InvalidCatalog(String source, List<Fault> faults) {
        this(message(source, faults), faults, null);
    }

    private InvalidCatalog(String message, List<Fault> faults, @Nullable Throwable cause) {
        super(message, cause);
        this.faults = List.copyOf(faults);
    }

    static InvalidCatalog unreadable(String sentence, @Nullable Throwable cause) {
        return new InvalidCatalog(sentence, List.of(), cause);
    }

    /** All faults, in the order of their lines; none when the text itself can't be read. */
    public List<Fault> faults() {
        return faults;
    }

    private static String message(String source, List<Fault> faults) {
        var text = new StringBuilder("The catalogue of services ")
                .append(source)
                .append(faults.size() == 1 ? " has a fault:" : " has " + faults.size() + " faults:");
        faults.forEach(fault ->
                text.append("\n  line ").append(fault.line()).append(": ").append(fault.message()));
        return text.toString();
    }

    /**
     * One fault.
     *
     * @param line the line it is on, from 1
     * @param message what is wrong and what belongs there
     */
    public record Fault(int line, String message) {}
}
