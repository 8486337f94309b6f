package planted.command;

/** Stands for the product's interface of this name. */
public interface Command {}
