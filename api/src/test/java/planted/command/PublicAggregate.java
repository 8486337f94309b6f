package planted.command;

import org.axonframework.modelling.command.AggregateRoot;

/** An aggregate that others could call past its commands. */
@AggregateRoot
public class PublicAggregate {}
