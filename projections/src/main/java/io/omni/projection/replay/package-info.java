/** Shows how far event processors are, and makes read models anew beside the live ones. */
@NullMarked
package io.omni.projection.replay;

import org.jspecify.annotations.NullMarked;
