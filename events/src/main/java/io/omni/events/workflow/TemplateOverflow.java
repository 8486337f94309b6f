package io.omni.events.workflow;

/** What a step sends would be too large. */
public final class TemplateOverflow extends RuntimeException {
    TemplateOverflow(long most) {
        super("what the step sends has more than " + most + " characters", null, false, false);
    }
}
