package io.omni.api.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Lets a controller take as a parameter what is read from the request.
 *
 * @param <T> what the controller takes
 */
public final class RequestArgument<T> implements HandlerMethodArgumentResolver {
    private final Class<T> type;
    private final Function<HttpServletRequest, T> reader;

    /** Reads every parameter of this very type with this reader, which refuses what it can't read. */
    public RequestArgument(Class<T> type, Function<HttpServletRequest, T> reader) {
        this.type = type;
        this.reader = reader;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == type;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
        if (servletRequest == null) {
            throw new IllegalStateException("Controllers are called by servlet requests only");
        }
        return reader.apply(servletRequest);
    }
}
