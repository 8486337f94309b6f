package io.omni.api.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets a request through to a controller method only when its caller has the scope that the method needs. */
final class AccessGuard implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        // What answers OPTIONS is the framework's own method: it says only which methods there are.
        if (handler instanceof HandlerMethod method && !request.getMethod().equals("OPTIONS") && !describes(method)) {
            check(method.getMethodAnnotation(Access.class), Caller.of(request));
        }
        return true;
    }

    /** The library that generates the API's description has a controller of its own. */
    private static boolean describes(HandlerMethod method) {
        return method.getBeanType().getName().startsWith("org.springdoc.");
    }

    private static void check(@Nullable Access access, Caller caller) {
        if (access == null) {
            throw new ApiError(ErrorCode.FORBIDDEN, "Nobody may call this.");
        }
        if (access.scope() != Scope.PUBLIC && !caller.scopes().contains(access.scope())) {
            throw new ApiError(
                    ErrorCode.FORBIDDEN,
                    "Your token doesn't have the scope this needs; ask the operator for a key that has it.",
                    new ErrorDetail("scope", access.scope().wireName()));
        }
    }
}
