package io.omni.query.stardust;

import java.util.List;

/**
 * The packets behind an entity.
 *
 * @param packets the entity's own, and those that led to them, the oldest first
 * @param edges which of them led to which
 * @param truncated whether there are more than the graph may have
 */
public record Lineage(List<PacketEntry> packets, List<Edge> edges, boolean truncated) {

    /**
     * One packet led to another.
     *
     * @param from the id of the earlier
     * @param to the id of the later
     */
    public record Edge(String from, String to) {}
}
