package io.omni.api.pipeline;

import io.omni.api.EdgeTestApplication;
import io.omni.api.edge.ApiError;
import io.omni.api.edge.Caller;
import io.omni.command.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The controllers over HTTP, with refusals turned into statuses as plainly as can be. */
final class Http {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private static final Map<String, HttpStatus> STATUSES = Map.of(
            "VALIDATION_ERROR", HttpStatus.UNPROCESSABLE_CONTENT,
            "BAD_REQUEST", HttpStatus.BAD_REQUEST,
            "PIPELINE_NOT_FOUND", HttpStatus.NOT_FOUND,
            "NOT_FOUND", HttpStatus.NOT_FOUND,
            "TIMEOUT", HttpStatus.GATEWAY_TIMEOUT);

    private Http() {}

    static MockMvc serving(Object... controllers) {
        return MockMvcBuilders.standaloneSetup(controllers)
                .setControllerAdvice(new Errors())
                .setCustomArgumentResolvers(new Operator())
                .setMessageConverters(new ByteArrayHttpMessageConverter(), new JacksonJsonHttpMessageConverter(MAPPER))
                .build();
    }

    private static final class Operator implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Caller.class;
        }

        @Override
        public Caller resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            return new Caller("operator", "req-1", "0af7651916cd43dd8448eb211c80319c");
        }
    }

    // The profile hides it from the component scan of tests that start the product itself.
    @Profile(EdgeTestApplication.PROFILE)
    @RestControllerAdvice
    static final class Errors {
        @ExceptionHandler
        ResponseEntity<Object> refused(Refusal refusal) {
            return ResponseEntity.status(STATUSES.getOrDefault(refusal.code(), HttpStatus.CONFLICT))
                    .body(Map.of(
                            "code", refusal.code(), "message", refusal.getMessage(), "details", refusal.details()));
        }

        @ExceptionHandler
        ResponseEntity<Object> answered(ApiError error) {
            return ResponseEntity.status(error.code().status())
                    .body(Map.of(
                            "code",
                            error.code().name(),
                            "message",
                            String.valueOf(error.getMessage()),
                            "details",
                            error.details()));
        }

        @ExceptionHandler
        ResponseEntity<Object> unreadable(HttpMessageNotReadableException e) {
            return ResponseEntity.badRequest().body(Map.of("code", "BAD_REQUEST"));
        }
    }
}
