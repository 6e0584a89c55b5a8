/** Gathers nodes, pools and running jobs into a placement problem. Decides nothing. */
@NullMarked
package dev.fedmoe.bridge.place;

import org.jspecify.annotations.NullMarked;
