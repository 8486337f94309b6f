package planted.command.second;

import planted.command.first.First;

/** The other half of a cycle. */
public record Second(First first) {}
