package io.omni.api.edge.consistency;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which event processors write what a controller reads, so that a read with a consistency token waits for those only. A method's
 * own stands before its class's; a controller without waits for every processor.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface ReadsFrom {

    /** The processors' names; none when it reads the event store itself, which is never behind. */
    String[] value();
}
