/** The content pipeline: commands and aggregates of projects, jobs, videos, clips and calendars, and what they ask the modules. */
@NullMarked
package io.omni.command.content;

import org.jspecify.annotations.NullMarked;
