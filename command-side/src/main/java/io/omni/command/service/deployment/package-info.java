/** The deployment of services: their recorded configuration, restarts that apply it, and rolling restarts of several. */
@NullMarked
package io.omni.command.service.deployment;

import org.jspecify.annotations.NullMarked;
