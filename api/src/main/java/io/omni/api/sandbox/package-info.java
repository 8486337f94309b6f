/**
 * The sandbox platform: one HTTP server on the loopback that plays the managed services with the real ones' requests and answers, so
 * that everything can be tried without them. Only this package knows that there is a sandbox.
 */
@NullMarked
package io.omni.api.sandbox;

import org.jspecify.annotations.NullMarked;
