package io.omni.api.edge.envelope;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets a controller take {@link Paging} as a parameter. */
@Configuration(proxyBeanMethods = false)
class EnvelopeConfiguration implements WebMvcConfigurer {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new PagingArgument());
    }

    private static final class PagingArgument implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Paging.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            return Paging.read(one(request, "limit"), one(request, "offset"), one(request, "cursor"));
        }

        /** Of two values nobody can say which one is meant. */
        private static @Nullable String one(NativeWebRequest request, String name) {
            String[] values = request.getParameterValues(name);
            if (values != null && values.length > 1) {
                throw Paging.bad(name, "give it once");
            }
            return values == null ? null : values[0];
        }
    }
}
