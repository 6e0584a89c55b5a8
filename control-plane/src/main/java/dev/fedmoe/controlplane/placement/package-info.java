/** Gathers nodes, pools and running jobs into a placement problem. Decides nothing. */
@NullMarked
package dev.fedmoe.controlplane.placement;

import org.jspecify.annotations.NullMarked;
