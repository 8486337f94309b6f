package io.omni.api.edge.description;

import io.omni.api.edge.AcceptGuard;
import io.omni.api.edge.Access;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.IfMatch;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.api.edge.envelope.Paging;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.JsonNode;

/**
 * Which errors an operation may be answered with: those that it declares itself ({@link Access#errors()}), and those that the edge gives,
 * which follow from how it is declared. A wrong method isn't among them: it is answered for the path, not for an operation.
 */
final class Errors {
    private static final Set<Class<?>> UNBOUND = Set.of(byte[].class, JsonNode.class);

    private Errors() {}

    /** The codes by their status. */
    static Map<Integer, Set<ErrorCode>> of(HandlerMethod method, Access access) {
        Set<ErrorCode> codes = EnumSet.of(ErrorCode.BAD_REQUEST);
        codes.addAll(List.of(access.errors()));
        if (access.scope() != Scope.PUBLIC) {
            // An issuer whose keys can't be fetched leaves open whose token it is.
            codes.addAll(Set.of(ErrorCode.UNAUTHORIZED, ErrorCode.FORBIDDEN, ErrorCode.SERVICE_UNAVAILABLE));
            if (AcceptGuard.negotiates(method)) {
                codes.add(ErrorCode.NOT_ACCEPTABLE);
            }
        }
        if (access.rate() != RateCategory.NONE) {
            // Whatever is counted asks the database.
            codes.addAll(Set.of(ErrorCode.RATE_LIMITED, ErrorCode.STORE_UNAVAILABLE, ErrorCode.INTERNAL_ERROR));
        }
        if (method.hasMethodAnnotation(PostMapping.class)) {
            codes.addAll(Set.of(ErrorCode.IDEMPOTENCY_KEY_REUSED, ErrorCode.REQUEST_IN_PROGRESS));
        }
        if (parameters(method, RequestBody.class).findAny().isPresent()) {
            codes.addAll(Set.of(ErrorCode.PAYLOAD_TOO_LARGE, ErrorCode.UNSUPPORTED_MEDIA_TYPE));
        }
        // Bound to a type, so a member of the wrong form is found by the edge.
        if (parameters(method, RequestBody.class).anyMatch(p -> !UNBOUND.contains(p.getParameterType()))) {
            codes.add(ErrorCode.VALIDATION_ERROR);
        }
        if (Arrays.stream(method.getMethodParameters()).anyMatch(p -> p.getParameterType() == Paging.class)) {
            codes.add(ErrorCode.INVALID_PAGINATION);
        }
        if (isConditional(method)) {
            codes.add(ErrorCode.PRECONDITION_FAILED);
        }
        Map<Integer, Set<ErrorCode>> byStatus = new TreeMap<>();
        codes.forEach(code -> byStatus.computeIfAbsent(code.status(), _ -> EnumSet.noneOf(ErrorCode.class))
                .add(code));
        return byStatus;
    }

    private static boolean isConditional(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters()).anyMatch(p -> p.getParameterType() == IfMatch.class)
                || parameters(method, RequestHeader.class)
                        .anyMatch(p -> HttpHeaders.IF_MATCH.equals(
                                p.getParameterAnnotation(RequestHeader.class).name()));
    }

    private static Stream<MethodParameter> parameters(HandlerMethod method, Class<? extends Annotation> annotation) {
        return Arrays.stream(method.getMethodParameters()).filter(p -> p.hasParameterAnnotation(annotation));
    }
}
