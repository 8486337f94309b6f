package io.omni.api.edge.description;

import io.omni.api.edge.QueryParameters;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes the envelope around an answer, and the parameters of a page. */
final class EnvelopeSchema {
    private static final String JSON = "application/json";

    private EnvelopeSchema() {}

    /** Puts what an operation's good answers hold into the envelope. */
    static void wrap(Operation operation) {
        List<MediaType> wrapped = new ArrayList<>();
        operation.getResponses().forEach((status, answer) -> {
            MediaType json = status.startsWith("2") && answer.getContent() != null
                    ? answer.getContent().get(JSON)
                    : null;
            // Two statuses may share one content.
            if (json != null && json.getSchema() != null && wrapped.stream().noneMatch(one -> one == json)) {
                json.setSchema(envelope(json.getSchema()));
                wrapped.add(json);
            }
        });
    }

    /** A parameter of the query that is a whole number. */
    static Parameter number(String name, String description, int least, @Nullable Integer most) {
        Schema<?> schema = typed("integer");
        schema.setMinimum(BigDecimal.valueOf(least));
        if (most != null) {
            schema.setMaximum(BigDecimal.valueOf(most));
        }
        return query(name, description, schema);
    }

    /** The parameter that pages by cursor. */
    static Parameter cursor() {
        return query(
                "cursor",
                "Instead of offset: where the page before ended, its next_cursor; empty for the first page.",
                typed("string"));
    }

    /** Says of the parameter {@code include} of a list what it takes. */
    static void total(Parameter include) {
        Schema<?> schema = typed("string");
        schema.setConst(QueryParameters.TOTAL);
        include.description("total: the answer also says how many items the whole list has.")
                .schema(schema);
    }

    private static Parameter query(String name, String description, Schema<?> schema) {
        return new Parameter()
                .in("query")
                .name(name)
                .required(false)
                .description(description)
                .schema(schema);
    }

    private static Schema<?> envelope(Schema<?> data) {
        Schema<?> status = typed("string");
        status.setConst("success");
        Schema<?> time = typed("string");
        time.setFormat("date-time");
        Schema<?> meta = typed("object");
        meta.setDescription("About this answer.");
        meta.addProperty("request_id", typed("string"));
        meta.addProperty("generated_at", time);
        meta.setRequired(List.of("request_id", "generated_at"));
        Schema<?> envelope = typed("object");
        envelope.addProperty("status", status);
        envelope.addProperty("data", data);
        envelope.addProperty("error", typed("null"));
        envelope.addProperty("meta", meta);
        envelope.setRequired(List.of("status", "data", "error", "meta"));
        return envelope;
    }

    private static Schema<?> typed(String type) {
        Schema<?> schema = new Schema<>();
        schema.addType(type);
        return schema;
    }
}
