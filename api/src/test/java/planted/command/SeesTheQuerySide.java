package planted.command;

import planted.query.Answer;

/** A decision that rests on a read model. */
record SeesTheQuerySide(Answer answer) {}
