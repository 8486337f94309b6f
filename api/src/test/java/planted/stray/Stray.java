package planted.stray;

/** Belongs to no module. */
final class Stray {}
