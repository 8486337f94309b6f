package io.omni.events.stardust;

import java.util.Map;

/** What kinds of things packets are about, as callers name them. */
public final class EntityTypes {
    private static final String CONTENT = "content";
    private static final Map<String, String> BY_PREFIX = Map.ofEntries(
            Map.entry("exec", "execution"),
            Map.entry("refresh", "refresh"),
            Map.entry("proj", "project"),
            Map.entry("pname", "project_name"),
            Map.entry("vid", "video"),
            Map.entry("clip", "clip"),
            Map.entry("cal", "calendar"),
            Map.entry("job", "job"),
            Map.entry("edit", "job"),
            Map.entry("up", "job"),
            Map.entry("sched", "job"));
    private static final Map<String, String> FORMER = Map.of(
            "execution",
            "workflow",
            "refresh",
            "knowledge",
            "project",
            CONTENT,
            "project_name",
            CONTENT,
            "video",
            CONTENT,
            "clip",
            CONTENT,
            "calendar",
            CONTENT,
            "job",
            CONTENT);

    private EntityTypes() {}

    /**
     * What kind of thing an event is about: {@code pipeline} for {@code pipeline.stage.started}. Where events of several kinds of things
     * begin alike, the subject's id tells.
     *
     * @param eventType the event's wire name
     * @param subject the public id of what it happened to
     */
    public static String of(String eventType, String subject) {
        int dot = eventType.indexOf('.');
        String first = dot < 0 ? eventType : eventType.substring(0, dot);
        int underscore = subject.indexOf('_');
        String type = underscore < 0 ? null : BY_PREFIX.get(subject.substring(0, underscore));
        return type != null && formerly(type).equals(first) ? type : first;
    }

    /** What packets called such a thing at first: by the beginning of the event's name alone. Packets are never changed. */
    public static String formerly(String entityType) {
        return FORMER.getOrDefault(entityType, entityType);
    }
}
