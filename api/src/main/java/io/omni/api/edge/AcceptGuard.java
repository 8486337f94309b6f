package io.omni.api.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpEntity;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Refuses a request whose {@code Accept} allows no JSON before it is carried out. The framework would find out when the answer is
 * written, which for a change is too late: it would have been made, and called refused.
 */
public final class AcceptGuard implements HandlerInterceptor {
    private static final List<MediaType> WRITTEN =
            List.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_PROBLEM_JSON);
    // Written as they are, in a form that the method chooses.
    private static final Set<Class<?>> AS_THEY_ARE =
            Set.of(void.class, Void.class, byte[].class, String.class, Resource.class, StreamingResponseBody.class);

    private final HeaderContentNegotiationStrategy header = new HeaderContentNegotiationStrategy();

    AcceptGuard() {}

    /** Whether an operation may be answered with {@code NOT_ACCEPTABLE}. */
    public static boolean negotiates(HandlerMethod method) {
        List<String> produced = produced(method);
        return produced.isEmpty() ? answersJson(method) : !produced.contains(MediaType.ALL_VALUE);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotAcceptableException {
        if (handler instanceof HandlerMethod method && isGuarded(method)) {
            List<MediaType> accepted = header.resolveMediaTypes(new ServletWebRequest(request));
            if (accepted.stream().noneMatch(wanted -> WRITTEN.stream().anyMatch(wanted::isCompatibleWith))) {
                throw new HttpMediaTypeNotAcceptableException(WRITTEN);
            }
        }
        return true;
    }

    /** What names its forms in its mapping is found by them only; the public paths answer whoever asks. */
    private static boolean isGuarded(HandlerMethod method) {
        Access access = method.getMethodAnnotation(Access.class);
        return access != null
                && access.scope() != Scope.PUBLIC
                && produced(method).isEmpty()
                && answersJson(method);
    }

    private static List<String> produced(HandlerMethod method) {
        RequestMapping mapping = method.getMethodAnnotation(RequestMapping.class);
        return mapping == null ? List.of() : Arrays.asList(mapping.produces());
    }

    private static boolean answersJson(HandlerMethod method) {
        ResolvableType type = ResolvableType.forMethodReturnType(method.getMethod());
        ResolvableType body = HttpEntity.class.isAssignableFrom(type.toClass()) ? type.getGeneric(0) : type;
        return AS_THEY_ARE.stream().noneMatch(plain -> plain.isAssignableFrom(body.resolve(Object.class)));
    }
}
