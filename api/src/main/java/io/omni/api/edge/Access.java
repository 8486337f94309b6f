package io.omni.api.edge;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says who may call a controller method, and what it counts as. Every controller method has one: a method without is refused to
 * everybody, and fails the architecture's rules.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Access {

    /** The scope that the caller needs; {@link Scope#PUBLIC} for none. */
    Scope scope();

    /** What a request counts as towards the caller's limits. */
    RateCategory rate();

    /** The statuses of its answers that are no errors, for the API's description; none: 200, or 204 for a deletion without a body. */
    int[] answers() default {};

    /** The errors that are this method's own, for the API's description, which adds what every method may be answered with. */
    ErrorCode[] errors() default {};
}
