package io.omni.api.edge.envelope;

import io.omni.api.edge.Caller;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Puts what an {@link Enveloped} controller returns into its envelope. Errors have theirs already. */
@RestControllerAdvice
class EnvelopeAdvice implements ResponseBodyAdvice<Object> {
    private final Clock clock;

    EnvelopeAdvice(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
        return JacksonJsonHttpMessageConverter.class.isAssignableFrom(converterType)
                && AnnotatedElementUtils.hasAnnotation(returnType.getContainingClass(), Enveloped.class);
    }

    @Override
    public Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returnType,
            MediaType selectedContentType,
            Class<? extends HttpMessageConverter<?>> selectedConverterType,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        return Envelope.of(body, Caller.current().requestId(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
}
