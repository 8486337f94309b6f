package io.omni.command.eventstore;

import io.omni.events.EventType;
import io.omni.events.EventTypes;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * Writes messages as JSON with members in snake case, and names their types by wire name and revision instead of class names, so
 * that classes can move. Types beyond the events, such as snapshots, are given with their names; what has no wire name (Axon's own
 * tokens) keeps its class name.
 */
final class WireNameSerializer extends Jackson3Serializer {
    private final Map<Class<?>, EventType> extraByClass;
    private final Map<String, EventType> extraByName;

    private WireNameSerializer(Jackson3Serializer.Builder builder, EventType... extraTypes) {
        super(builder);
        this.extraByClass =
                Arrays.stream(extraTypes).collect(Collectors.toMap(EventType::payloadType, Function.identity()));
        this.extraByName =
                Arrays.stream(extraTypes).collect(Collectors.toMap(EventType::wireName, Function.identity()));
    }

    static WireNameSerializer of(EventType... extraTypes) {
        return new WireNameSerializer(
                Jackson3Serializer.builder().jsonMapperBuilderCustomizer(WireNameSerializer::customize), extraTypes);
    }

    private static void customize(JsonMapper.Builder builder) {
        builder.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                // A replay token holds other tokens under their class names;
                // nothing else may be named by a stored document.
                .polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                        .allowIfSubType("org.axonframework.")
                        .allowIfSubType("io.omni.")
                        .build());
    }

    @Override
    @SuppressWarnings("rawtypes") // the overridden method is declared so
    public SerializedType typeForClass(Class type) {
        EventType known = EventTypes.byPayload(type).orElse(extraByClass.get(type));
        return known == null
                ? super.typeForClass(type)
                : new SimpleSerializedType(known.wireName(), Integer.toString(known.revision()));
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        EventType known = EventTypes.byWireName(type.getName()).orElse(extraByName.get(type.getName()));
        return known == null ? super.classForType(type) : known.payloadType();
    }
}
