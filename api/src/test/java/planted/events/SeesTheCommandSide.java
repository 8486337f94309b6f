package planted.events;

import planted.command.Command;

/** An event that points at the side that made it. */
record SeesTheCommandSide(Command cause) {}
