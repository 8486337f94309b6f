package io.omni.api.edge.description;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says which members of a record may be null and which are always there: the code says it with JSpecify's {@code Nullable}. */
final class NullMarkedRecords implements ModelConverter {
    private final NestedNames names;

    NullMarkedRecords(NestedNames names) {
        this.names = names;
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        Schema<?> resolved = chain.next().resolve(type, context, chain);
        JavaType javaType = TypeFactory.defaultInstance().constructType(type.getType());
        Class<?> raw = javaType.getRawClass();
        if (raw != null && raw.isRecord()) {
            Schema<?> defined = context.getDefinedModels().get(names.getNameOfClass(raw));
            if (defined != null && defined.getProperties() != null && defined.getRequired() == null) {
                mark(defined, raw);
            }
        }
        return resolved;
    }

    private static void mark(Schema<?> schema, Class<?> record) {
        Map<String, Schema<?>> properties = properties(schema);
        for (RecordComponent component : record.getRecordComponents()) {
            String name = wireName(component);
            Schema<?> property = properties.get(name);
            if (property == null) {
                continue;
            }
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            JsonInclude include = component.getAccessor().getAnnotation(JsonInclude.class);
            boolean leftOut = include != null && include.value() != JsonInclude.Include.ALWAYS;
            if (nullable && !leftOut) {
                properties.put(name, orNull(property));
            } else if (!nullable && !leftOut) {
                schema.addRequiredItem(name);
            }
        }
    }

    private static Schema<?> orNull(Schema<?> schema) {
        if (schema.get$ref() == null) {
            if (schema.getTypes() != null) {
                schema.addType("null");
            }
            return schema;
        }
        Schema<?> nothing = new Schema<>();
        nothing.addType("null");
        Schema<?> either = new Schema<>();
        either.setAnyOf(List.of(new Schema<>().$ref(schema.get$ref()), nothing));
        return either;
    }

    private static String wireName(RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named != null && !named.value().isEmpty()
                ? named.value()
                : ((PropertyNamingStrategies.NamingBase) PropertyNamingStrategies.SNAKE_CASE)
                        .translate(component.getName());
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static Map<String, Schema<?>> properties(Schema schema) {
        return schema.getProperties();
    }
}
