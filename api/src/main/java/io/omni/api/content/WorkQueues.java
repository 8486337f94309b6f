package io.omni.api.content;

import io.omni.events.content.JobKind;

/** How long the workers' queues are. */
interface WorkQueues {

    /**
     * One queue.
     *
     * @param depth how many jobs wait to be begun, now or after a failure
     * @param running how many are at work
     * @param threshold from how many waiting jobs on requests that feed it are turned away
     */
    record Queue(int depth, int running, int threshold) {
        boolean saturated() {
            return depth >= threshold;
        }
    }

    /** The queue of a kind of jobs, as it was a moment ago. */
    Queue of(JobKind kind);
}
