package io.omni.api.edge.description;

import io.omni.api.edge.Access;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.IfMatch;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Refuses;
import io.omni.api.edge.Scope;
import io.omni.api.edge.envelope.Paging;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;

/** Which errors an operation may be answered with, as far as that follows from how it is declared. */
final class Errors {
    private static final Set<ErrorCode> EVERYWHERE = EnumSet.of(
            ErrorCode.BAD_REQUEST,
            ErrorCode.METHOD_NOT_ALLOWED,
            ErrorCode.NOT_ACCEPTABLE,
            ErrorCode.INTERNAL_ERROR,
            ErrorCode.STORE_UNAVAILABLE,
            ErrorCode.SERVICE_UNAVAILABLE,
            ErrorCode.TIMEOUT);

    // Those of the content pipeline belong to nobody else.
    private static final Set<ErrorCode> CONTENT = EnumSet.range(ErrorCode.INVALID_PAGINATION, ErrorCode.INVALID_HANDLE);

    private Errors() {}

    /** The codes by their status. */
    static Map<Integer, Set<ErrorCode>> of(HandlerMethod method, Access access) {
        Set<ErrorCode> codes = EnumSet.copyOf(EVERYWHERE);
        if (access.scope() != Scope.PUBLIC) {
            codes.addAll(Set.of(ErrorCode.UNAUTHORIZED, ErrorCode.FORBIDDEN));
        }
        if (access.rate() != RateCategory.NONE) {
            codes.add(ErrorCode.RATE_LIMITED);
        }
        Refuses own = method.getMethodAnnotation(Refuses.class);
        if (own != null) {
            codes.addAll(Arrays.asList(own.value()));
        }
        if (own == null && has(method, PathVariable.class)) {
            codes.addAll(withStatus(404));
        }
        if (has(method, RequestBody.class)) {
            codes.addAll(
                    Set.of(ErrorCode.PAYLOAD_TOO_LARGE, ErrorCode.UNSUPPORTED_MEDIA_TYPE, ErrorCode.VALIDATION_ERROR));
        }
        if (method.hasMethodAnnotation(PostMapping.class)) {
            codes.addAll(Set.of(ErrorCode.IDEMPOTENCY_KEY_REUSED, ErrorCode.REQUEST_IN_PROGRESS, ErrorCode.CONFLICT));
            if (own == null) {
                codes.addAll(withStatus(409));
            }
        }
        if (takes(method, IfMatch.class)) {
            codes.addAll(Set.of(ErrorCode.PRECONDITION_FAILED, ErrorCode.CONFLICT));
        }
        if (takes(method, Paging.class)) {
            codes.add(ErrorCode.INVALID_PAGINATION);
        }
        Map<Integer, Set<ErrorCode>> byStatus = new TreeMap<>();
        codes.forEach(code -> byStatus.computeIfAbsent(code.status(), _ -> EnumSet.noneOf(ErrorCode.class))
                .add(code));
        return byStatus;
    }

    private static Set<ErrorCode> withStatus(int status) {
        return Arrays.stream(ErrorCode.values())
                .filter(code -> code.status() == status && !CONTENT.contains(code))
                .collect(Collectors.toSet());
    }

    private static boolean takes(HandlerMethod method, Class<?> parameter) {
        return Arrays.stream(method.getMethodParameters()).anyMatch(p -> p.getParameterType() == parameter);
    }

    private static boolean has(HandlerMethod method, Class<? extends Annotation> annotation) {
        return Arrays.stream(method.getMethodParameters()).anyMatch(p -> p.hasParameterAnnotation(annotation));
    }
}
