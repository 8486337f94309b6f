package io.omni.events.content.mind;

import io.omni.events.pipeline.PolicyRef;
import java.util.Locale;

/**
 * What follows from a failure.
 *
 * <ul>
 *   <li>limited: deferred for as long as the other side asked, else {@code limitedDelaySeconds}; after {@code mostDeferrals} given up
 *   <li>permanent: by another way when there is one, else given up at once
 *   <li>passing: tried again after {@code firstDelaySeconds × multiplier^(tries − 1)}, at least as long as was asked; after
 *       {@code mostTries} by another way when there is one, else given up
 * </ul>
 *
 * <p>Given up means quarantined when a clip or video is at stake (analysis, edit, upload), failed otherwise. Waits have no jitter: each queue
 * works on a few jobs at a time anyway, and a wait that can be told beforehand can be explained afterwards.
 */
public final class Eclipse {
    /** How a decision names this policy. */
    public static final PolicyRef REF = new PolicyRef("eclipse", 1);

    private Eclipse() {}

    /** What follows from a failure. */
    public static EclipseDecision decide(EclipseInput input, EclipseParameters parameters) {
        return switch (input.mishap()) {
            case LIMITED -> limited(input, parameters);
            case PERMANENT -> rerouted(input, parameters, "it would fail again");
            case PASSING -> retried(input, parameters);
        };
    }

    private static EclipseDecision limited(EclipseInput input, EclipseParameters parameters) {
        if (input.deferrals() >= parameters.mostDeferrals()) {
            return rerouted(input, parameters, said("the limit still stands after %d deferrals", input.deferrals()));
        }
        Double asked = input.askedSeconds();
        double delay = asked == null ? parameters.limitedDelaySeconds() : Math.max(0, asked);
        return decision(
                input,
                parameters,
                EclipseAction.DEFER,
                Math.min(delay, parameters.longestDelaySeconds()),
                asked == null ? "the other side has a limit" : "the other side said how long its limit stands");
    }

    private static EclipseDecision retried(EclipseInput input, EclipseParameters parameters) {
        if (input.tries() >= parameters.mostTries()) {
            return rerouted(input, parameters, said("%d tries have failed", input.tries()));
        }
        double own = parameters.firstDelaySeconds()
                * StrictMath.pow(parameters.multiplier(), Math.max(0, input.tries() - 1));
        Double asked = input.askedSeconds();
        double delay = Math.min(Math.max(own, asked == null ? 0 : asked), parameters.longestDelaySeconds());
        return decision(
                input,
                parameters,
                EclipseAction.RETRY,
                delay,
                String.format(
                        Locale.ROOT, "try %d of %d failed and it may pass", input.tries(), parameters.mostTries()));
    }

    private static EclipseDecision rerouted(EclipseInput input, EclipseParameters parameters, String why) {
        if (!input.routes().isEmpty()) {
            String route = input.routes().getFirst();
            return new EclipseDecision(
                    REF, input, parameters, EclipseAction.REROUTE, 0, route, why + "; there is another way: " + route);
        }
        EclipseAction end = switch (input.work()) {
            case ANALYZE, EDIT, UPLOAD -> EclipseAction.QUARANTINE;
            case SCRAPE, SCHEDULE -> EclipseAction.FAIL;
        };
        return decision(input, parameters, end, 0, why);
    }

    private static EclipseDecision decision(
            EclipseInput input, EclipseParameters parameters, EclipseAction action, double delay, String reason) {
        return new EclipseDecision(REF, input, parameters, action, delay, null, reason);
    }

    private static String said(String form, int count) {
        return String.format(Locale.ROOT, form, count);
    }
}
