package planted.projection;

import planted.command.Command;

/** A projection that knows what was asked, not what happened. */
record SeesTheCommandSide(Command command) {}
