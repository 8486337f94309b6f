package io.omni.command.content.worker;

import io.omni.command.content.media.MediaTrouble;
import io.omni.command.content.work.JobFailure;
import io.omni.events.content.mind.Mishap;
import io.omni.events.pipeline.Problem;

/** Says of troubles with media what follows from them. */
final class Failures {
    private Failures() {}

    static JobFailure of(MediaTrouble trouble) {
        Mishap mishap = switch (trouble.kind()) {
            case BAD_INPUT, FORBIDDEN, UNEQUIPPED -> Mishap.PERMANENT;
            case LIMITED -> Mishap.LIMITED;
            case NO_ROOM, TIMEOUT, PASSING -> Mishap.PASSING;
        };
        String code = switch (trouble.kind()) {
            case BAD_INPUT -> "MEDIA_UNUSABLE";
            case FORBIDDEN -> "MEDIA_FORBIDDEN";
            case UNEQUIPPED -> "PROGRAM_MISSING";
            case LIMITED -> "LIMIT_REACHED";
            case NO_ROOM -> "DISK_FULL";
            case TIMEOUT -> "TIMEOUT";
            case PASSING -> "MEDIA_TROUBLE";
        };
        return new JobFailure(new Problem(code, trouble.getMessage()), mishap, trouble.retryAfter(), trouble);
    }
}
