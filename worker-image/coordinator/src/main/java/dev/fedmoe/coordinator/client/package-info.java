/** Clients on the wire: their messages in the words of core and back, and the streams their tasks go to. */
@NullMarked
package dev.fedmoe.coordinator.client;

import org.jspecify.annotations.NullMarked;
