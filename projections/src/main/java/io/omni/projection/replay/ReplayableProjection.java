package io.omni.projection.replay;

import io.omni.projection.deadletter.DeadLetterBox;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A read model that can be made anew. One bean of this type lets a projection take part: its handler is given all events once more, on
 * empty tables of the same names in another schema, which then take the live ones' place. So the handler names its tables without a
 * schema, and writes with the processing data source within the unit of work. What it keeps in memory from one batch to the next must
 * notice that the tables were exchanged.
 *
 * @param name the name of its event processor
 * @param tables the tables that it alone writes; none of them is partitioned or has a foreign key
 * @param handler makes a handler that remembers nothing, an object with Axon's annotations; it puts what it can't handle into the box
 */
public record ReplayableProjection(String name, List<String> tables, Function<DeadLetterBox, Object> handler) {
    /** Keeps its own copy of the list. */
    public ReplayableProjection {
        if (!name.matches("[a-z][a-z0-9-]{0,40}")) {
            throw new IllegalArgumentException("a projection's name is lower case: " + name);
        }
        tables = List.copyOf(tables);
    }

    /** One whose handler puts nothing aside: what it can't handle stops it. */
    public ReplayableProjection(String name, List<String> tables, Supplier<Object> handler) {
        this(name, tables, _ -> handler.get());
    }
}
