package planted.query;

/** An answer. */
public record Answer(String text) {}
