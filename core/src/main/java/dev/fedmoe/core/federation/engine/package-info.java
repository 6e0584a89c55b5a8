/**
 * The coordinator's decisions as one pure function from a state and an event to the next state and effects, a class a concern. It
 * reads no clock, opens no file and starts no thread.
 */
@NullMarked
package dev.fedmoe.core.federation.engine;

import org.jspecify.annotations.NullMarked;
