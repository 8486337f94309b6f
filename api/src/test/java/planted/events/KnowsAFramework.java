package planted.events;

import org.springframework.util.unit.DataSize;

/** An event that a library's next version can make unreadable. */
record KnowsAFramework(DataSize size) {}
