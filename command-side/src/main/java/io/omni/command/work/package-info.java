/** What all durable work shares: tasks in tables of the db-scheduler library, staged by automations in their own transactions. */
@NullMarked
package io.omni.command.work;

import org.jspecify.annotations.NullMarked;
