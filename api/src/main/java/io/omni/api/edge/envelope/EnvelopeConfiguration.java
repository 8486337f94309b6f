package io.omni.api.edge.envelope;

import io.omni.api.edge.RequestArgument;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets a controller take {@link Paging} as a parameter. */
@Configuration(proxyBeanMethods = false)
class EnvelopeConfiguration implements WebMvcConfigurer {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new RequestArgument<>(
                Paging.class,
                request -> Paging.read(one(request, "limit"), one(request, "offset"), one(request, "cursor"))));
    }

    /** Of two values nobody can say which one is meant. */
    private static @Nullable String one(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        if (values != null && values.length > 1) {
            throw Paging.bad(name, "give it once");
        }
        return values == null ? null : values[0];
    }
}
