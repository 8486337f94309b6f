package planted.command.first;

import planted.command.second.Second;

/** One half of a cycle. */
public record First(Second second) {}
