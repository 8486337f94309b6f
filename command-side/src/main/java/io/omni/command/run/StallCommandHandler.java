package io.omni.command.run;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;

/** Handles the reports of runs that stood still. */
class StallCommandHandler {
    private final Repository<Stall> stalls;

    StallCommandHandler(Repository<Stall> stalls) {
        this.stalls = stalls;
    }

    @CommandHandler
    boolean handle(ReportStall command) throws Exception {
        return stalls.loadOrCreate(command.stallId(), () -> new Stall(command.stallId()))
                .invoke(stall -> stall.report(command));
    }
}
