package io.omni.events;

import io.omni.events.content.ContentJobEvent;
import io.omni.events.content.JobQueued;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One event of every type of the content pipeline, with every component filled by what its type and name ask for. */
final class ContentSamples {
    private static final String SUFFIX = "_01hzy3v7q8f9k2m4n6p8r0s2t4";
    private static final Map<String, String> PREFIXES = Map.of(
            "ProjectId", "proj",
            "CreatorId", "cr",
            "VideoId", "vid",
            "AnalysisId", "an",
            "ClipId", "clip",
            "JobId", "job",
            "CalendarId", "cal",
            "ProjectNameId", "pname");

    private ContentSamples() {}

    /** A sample of a type, when it is one of these. */
    static Optional<Object> of(EventType type) {
        return type.payloadType().getPackage().equals(ContentJobEvent.class.getPackage())
                ? Optional.of(record(type.payloadType()))
                : Optional.empty();
    }

    private static Object record(Class<?> type) {
        if (type.getSimpleName().endsWith("Parameters")) {
            // Their numbers have bounds of their own.
            try {
                return type.getField("DEFAULT").get(null);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError("no sample of " + type, e);
            }
        }
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(components[i].getGenericType(), components[i].getName());
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("no sample of " + type, e);
        }
    }

    private static Object value(Type generic, String name) {
        if (generic instanceof ParameterizedType of) {
            return of.getRawType() == List.class
                    ? List.of(value(of.getActualTypeArguments()[0], name))
                    : Map.of(name + " of a sample", 0.25);
        }
        Class<?> type = (Class<?>) generic;
        String prefix = PREFIXES.get(type.getSimpleName());
        if (prefix != null) {
            try {
                return type.getDeclaredConstructor(String.class).newInstance(prefix + SUFFIX);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError("no sample of " + type, e);
            }
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isInterface()) {
            // Named in the annotation of the interface; the first of them stands for all.
            return record(type.getPermittedSubclasses()[0]);
        }
        return type.isRecord() ? record(type) : scalar(type, name);
    }

    private static Object scalar(Class<?> type, String name) {
        return switch (type.getSimpleName()) {
            case "String" -> "the " + name;
            case "int", "Integer" -> 3;
            case "long", "Long" -> 4_000_000_000L;
            case "double", "Double" -> 0.75;
            case "boolean", "Boolean" -> true;
            case "Instant" -> Instant.parse("2026-01-15T10:30:05.123456Z");
            case "LocalDate" -> LocalDate.parse("2026-01-16");
            default -> throw new AssertionError("no sample of " + type + " for " + JobQueued.class);
        };
    }
}
