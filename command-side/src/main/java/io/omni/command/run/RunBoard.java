package io.omni.command.run;

import io.omni.events.run.RunKind;
import java.util.List;
import java.util.Map;

/** What the read models know of runs. It may be behind, so it says where to look, and never what to do. */
public interface RunBoard {

    /**
     * Runs that have not ended, in the order of their ids.
     *
     * @param kind what kind of runs
     * @param position only those to which nothing has happened after this position, where that is known
     * @param after the last one of the page before; empty for the first page
     * @param limit how many at most
     */
    List<String> open(RunKind kind, long position, String after, int limit);

    /** The position of the newest event. */
    long head();

    /** How far each event processor has come. */
    Map<String, Long> positions();
}
