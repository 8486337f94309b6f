package io.omni.events.workflow;

/** How much the templates of one step may still write, so that a small definition can't make a huge request of a large input. */
final class TemplateBudget {
    private final long most;
    private long left;

    TemplateBudget(long most) {
        this.most = most;
        this.left = most;
    }

    void take(long characters) {
        left -= characters;
        if (left < 0) {
            throw new TemplateOverflow(most);
        }
    }
}
