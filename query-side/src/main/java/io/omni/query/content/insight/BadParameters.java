package io.omni.query.content.insight;

/** Parameters that no policy can be set to. */
public final class BadParameters extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String parameter;
    private final boolean unknown;

    BadParameters(String parameter, boolean unknown, String message) {
        super(message);
        this.parameter = parameter;
        this.unknown = unknown;
    }

    /** The parameter, for example {@code zenith.accept_at}. */
    public String parameter() {
        return parameter;
    }

    /** Whether no policy has such a parameter; else its value makes no sense. */
    public boolean isUnknown() {
        return unknown;
    }
}
