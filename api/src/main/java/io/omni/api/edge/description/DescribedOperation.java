package io.omni.api.edge.description;

import io.omni.api.edge.Access;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.IfMatch;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.envelope.Enveloped;
import io.omni.api.edge.envelope.Paging;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.method.HandlerMethod;

/** Adds to an operation what our annotations say: who may call it, what it counts as, the headers, and every error. */
final class DescribedOperation implements GlobalOperationCustomizer {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";
    private static final List<String> LIMITS =
            List.of("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset");

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        Access access = method.getMethodAnnotation(Access.class);
        if (access == null) {
            return operation;
        }
        String resource =
                method.getBeanType().getSimpleName().replace("Controller", "").replace("Read", "");
        operation.setOperationId(method.getMethod().getName() + resource);
        operation.setTags(List.of(resource));
        operation.addExtension("x-required-scope", access.scope().wireName());
        operation.addExtension("x-rate-category", access.rate().wireName());
        operation.setSecurity(
                switch (access.scope()) {
                    case PUBLIC -> List.of();
                    // Callers from trusted networks need no token.
                    case CONTENT ->
                        List.of(
                                new SecurityRequirement().addList(DescriptionConfiguration.BEARER),
                                new SecurityRequirement());
                    default -> List.of(new SecurityRequirement().addList(DescriptionConfiguration.BEARER));
                });
        nameStatuses(operation, method, access);
        if (AnnotatedElementUtils.hasAnnotation(method.getBeanType(), Enveloped.class)) {
            EnvelopeSchema.wrap(operation);
        }
        addParameters(operation, method);
        addHeaders(operation, method, access);
        addErrors(operation, method, access);
        return operation;
    }

    /** The library can't see which status a method answers with, and takes it for 200. */
    private static void nameStatuses(Operation operation, HandlerMethod method, Access access) {
        ApiResponse answer = operation.getResponses().remove("200");
        if (answer != null) {
            boolean nothing = method.hasMethodAnnotation(DeleteMapping.class);
            int[] statuses = access.answers().length > 0 ? access.answers() : new int[] {nothing ? 204 : 200};
            for (int status : statuses) {
                HttpStatus named = HttpStatus.valueOf(status);
                operation
                        .getResponses()
                        .addApiResponse(
                                Integer.toString(status),
                                new ApiResponse()
                                        .description(named.getReasonPhrase())
                                        .content(named == HttpStatus.NO_CONTENT ? null : answer.getContent()));
            }
        }
    }

    private static void addParameters(Operation operation, HandlerMethod method) {
        if (method.hasMethodAnnotation(PostMapping.class)) {
            add(operation, header("Idempotency-Key", "The same key and body get the first answer again."));
        }
        if (method.hasMethodAnnotation(GetMapping.class)) {
            add(
                    operation,
                    header(
                            "X-Consistency-Token",
                            "What a change was answered with: this read waits until it shows it."));
        }
        if (takes(method, Paging.class)) {
            add(operation, EnvelopeSchema.number("limit", "How many items at most.", 1, Paging.MOST));
            add(operation, EnvelopeSchema.number("offset", "How many items to leave out.", 0, null));
            add(operation, EnvelopeSchema.cursor());
        }
        if (operation.getParameters() != null) {
            operation.getParameters().stream()
                    .filter(p -> p.getName().equals("include"))
                    .forEach(EnvelopeSchema::total);
        }
        if (takes(method, IfMatch.class)) {
            add(operation, header("If-Match", "The change is made only in this version."));
        }
    }

    private static void addHeaders(Operation operation, HandlerMethod method, Access access) {
        operation.getResponses().forEach((_, answer) -> {
            answer.addHeaderObject("X-Request-Id", text("What names this request in logs and events."));
            if (access.rate() != RateCategory.NONE) {
                LIMITS.forEach(name -> answer.addHeaderObject(name, number()));
            }
            if (!method.hasMethodAnnotation(GetMapping.class)) {
                answer.addHeaderObject("X-Consistency-Token", text("Send it with a read that must show this change."));
            }
        });
    }

    private static void addErrors(Operation operation, HandlerMethod method, Access access) {
        Errors.of(method, access).forEach((status, codes) -> {
            ApiResponse answer = new ApiResponse()
                    .description(description(codes))
                    .content(new Content()
                            .addMediaType(JSON, new MediaType().schema(reference("Error")))
                            .addMediaType(PROBLEM, new MediaType().schema(reference("ProblemDetails"))));
            answer.addHeaderObject("X-Request-Id", text("What names this request in logs and events."));
            answer.addExtension(
                    "x-error-codes", codes.stream().map(ErrorCode::name).toList());
            operation.getResponses().putIfAbsent(status.toString(), answer);
        });
    }

    private static String description(Set<ErrorCode> codes) {
        return codes.stream().map(ErrorCode::name).collect(Collectors.joining(", "));
    }

    private static boolean takes(HandlerMethod method, Class<?> parameter) {
        return Arrays.stream(method.getMethodParameters()).anyMatch(p -> p.getParameterType() == parameter);
    }

    /** Once: two methods that answer the same path in two forms are one operation. */
    private static void add(Operation operation, Parameter parameter) {
        boolean there = operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(p -> parameter.getName().equals(p.getName()));
        if (!there) {
            operation.addParametersItem(parameter);
        }
    }

    private static Parameter header(String name, String description) {
        return new Parameter()
                .in("header")
                .name(name)
                .required(false)
                .description(description)
                .schema(string());
    }

    private static Header text(String description) {
        return new Header().description(description).schema(string());
    }

    private static Header number() {
        Schema<?> schema = new Schema<>();
        schema.addType("integer");
        return new Header()
                .description("How many may be sent, how many are left, and when that begins anew (Unix seconds).")
                .schema(schema);
    }

    private static Schema<?> string() {
        Schema<?> schema = new Schema<>();
        schema.addType("string");
        return schema;
    }

    private static Schema<?> reference(String name) {
        return new Schema<>().$ref("#/components/schemas/" + name);
    }
}
