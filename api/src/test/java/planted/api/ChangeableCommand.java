package planted.api;

import planted.command.Command;

/** A command that is no value, in the edge's package. */
final class ChangeableCommand implements Command {
    String value = "";
}
