package planted.command;

import java.util.Date;

/** A time that can be changed. */
record OldDate(Date date) {}
