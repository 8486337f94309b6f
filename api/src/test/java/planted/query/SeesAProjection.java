package planted.query;

import planted.projection.ChangeableRow;

/** A query that depends on how its rows are written. */
record SeesAProjection(ChangeableRow row) {}
