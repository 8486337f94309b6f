package io.omni.command.service;

import java.util.List;

/** A catalogue of services breaks its rules. The message lists every fault, one a line. */
public final class InvalidCatalog extends RuntimeException {
    private final transient List<Fault> faults;

    InvalidCatalog(String source, List<Fault> faults) {
        super(message(source, faults));
        this.faults = List.copyOf(faults);
    }

    /** All faults, in the order of their lines. */
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
