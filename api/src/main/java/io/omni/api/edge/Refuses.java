package io.omni.api.edge;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The errors that are a controller method's own, for the API's description. A method without is described with every code that its
 * form allows.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Refuses {

    /** The codes, beside those that every method may answer with. */
    ErrorCode[] value();
}
