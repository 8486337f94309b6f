package io.omni.api.service.deployment;

import java.util.List;

/** What a rolling restart would do, in order. */
record RollingPlan(boolean dryRun, List<String> requested, boolean includeDependents, List<Step> services) {

    /** One service: when it is restarted, and which of the others must be up again before. */
    record Step(int position, String name, boolean requested, List<String> after) {}
}
