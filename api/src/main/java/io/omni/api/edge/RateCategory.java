package io.omni.api.edge;

import java.util.Locale;

/** Kinds of requests that are counted together for each caller. How many of each a caller may send is a setting. */
public enum RateCategory {
    /** Pipeline execution. */
    PIPELINE_EXECUTION,
    /** Service restart. */
    SERVICE_RESTART,
    /** Knowledge refresh. */
    KNOWLEDGE_REFRESH,
    /** Read operations. A stream counts once, when it is opened. */
    READ,
    /** Webhook registration. */
    WEBHOOK_REGISTRATION,
    /** Reads of the dashboard ({@code X-Omni-Client: dashboard}), counted apart so that an open page doesn't starve its user. */
    DASHBOARD,
    /** Everything below {@code /v1}. It has no limit unless the operator sets one. */
    CONTENT,
    /** Every other change. The reference gives it no limit, so it has none unless the operator sets one. */
    CHANGE,
    /** Never counted: what must be answered whatever happens, like liveness. */
    NONE;

    /** Its name in settings and in the API description: in lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
