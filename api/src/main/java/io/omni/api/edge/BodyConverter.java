package io.omni.api.edge;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads bodies of JSON. The library stops at the first member that doesn't fit; then {@link BodyFaults} looks for the others, so that a
 * caller sees all of them at once.
 */
final class BodyConverter extends JacksonJsonHttpMessageConverter {
    private final JsonMapper mapper;

    BodyConverter(JsonMapper mapper) {
        super(mapper);
        this.mapper = mapper;
    }

    @Override
    public Object read(ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
            throws IOException {
        // The edge has limited its size.
        byte[] body = message.getBody().readAllBytes();
        try {
            return super.read(type, new Again(message.getHeaders(), body), hints);
        } catch (HttpMessageNotReadableException unreadable) {
            if (!(unreadable.getCause() instanceof StreamReadException broken)
                    || !broken.getPath().isEmpty()) {
                BodyFaults.of(mapper, mapper.constructType(type.getType()), body)
                        .throwIfAny();
            }
            throw unreadable;
        }
    }

    /** A message whose body was read already. */
    private record Again(HttpHeaders headers, byte[] body) implements HttpInputMessage {
        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(body);
        }
    }
}
