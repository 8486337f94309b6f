package io.omni.query.content.insight;

import com.fasterxml.jackson.annotation.JsonValue;
import io.omni.query.stardust.PacketRef;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a clip comes from and what became of it: creator, post, video, analysis, clip, edits, uploads, schedule.
 *
 * @param nodes in the order in which they follow from each other
 * @param edges which of them led to which
 */
public record ClipLineage(List<Node> nodes, List<Edge> edges) {
    /** Keeps its own copies of the collections. */
    public ClipLineage {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /** The same lineage, in which each step cites the packet that was made of its event. */
    ClipLineage citing(Map<String, PacketRef> byEvent) {
        return new ClipLineage(nodes.stream().map(node -> node.citing(byEvent)).toList(), edges);
    }

    /** What a node stands for. */
    public enum Kind {
        /** Who posted it. */
        CREATOR,
        /** Where it was posted. */
        POST,
        /** The media that was fetched. */
        VIDEO,
        /** What was found in it. */
        ANALYSIS,
        /** The piece that was found. */
        CLIP,
        /** A rendering of it. */
        EDIT,
        /** A publication of that. */
        UPLOAD,
        /** The time that this got. */
        SCHEDULE;

        /** The name in JSON: lower case. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One thing of the lineage.
     *
     * @param id its id; of a post what its source calls it
     * @param kind what it is
     * @param label what people call it
     * @param steps what happened to it, as far as this clip is concerned, in order
     */
    public record Node(String id, Kind kind, String label, List<Step> steps) {
        /** Keeps its own copy of the steps. */
        public Node {
            steps = List.copyOf(steps);
        }

        Node citing(Map<String, PacketRef> byEvent) {
            return new Node(
                    id,
                    kind,
                    label,
                    steps.stream().map(step -> step.citing(byEvent)).toList());
        }
    }

    /**
     * Something that happened.
     *
     * @param eventId the event
     * @param type its wire name
     * @param at when
     * @param actor who caused it; null when the event doesn't say
     * @param packet the ledger's packet behind it; null while the ledger has none
     */
    public record Step(
            String eventId,
            String type,
            Instant at,
            @Nullable String actor,
            @Nullable PacketRef packet) {
        static Step of(RecordedContentEvent recorded) {
            return new Step(recorded.eventId(), recorded.type(), recorded.occurredAt(), recorded.actor(), null);
        }

        Step citing(Map<String, PacketRef> byEvent) {
            return new Step(eventId, type, at, actor, byEvent.get(eventId));
        }
    }

    /**
     * One thing led to another.
     *
     * @param from the id of the earlier
     * @param to the id of the later
     */
    public record Edge(String from, String to) {}
}
