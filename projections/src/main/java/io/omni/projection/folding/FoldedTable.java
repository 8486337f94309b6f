package io.omni.projection.folding;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A table with one row an aggregate, on the connection of the transaction that is under way. */
public interface FoldedTable<S> {

    /** The rows with these ids, as far as there are any. */
    Map<String, FoldedRow<S>> load(Collection<String> ids);

    /** Writes rows; one that is older than the row there is left out. */
    void write(List<FoldedRow<S>> rows);
}
