/** The worker's and the control side's end of the wire. */
@NullMarked
package dev.fedmoe.protocol.client;

import org.jspecify.annotations.NullMarked;
