package io.omni.api.edge.envelope;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.web.bind.annotation.RestController;

/**
 * A controller whose JSON answers come in the envelope {@code {status, data, error, meta}}. Its methods return what belongs into
 * {@code data}; an answer of bytes, such as a film, stays as it is. Every controller below {@code /v1} is one.
 */
@Documented
@RestController
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Enveloped {}
