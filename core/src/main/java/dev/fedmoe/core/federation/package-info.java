/**
 * A federation as a value: its state, what may happen to it, and what is to be done about it. Whoever runs it carries the effects out
 * and reports what came of them as events.
 */
@NullMarked
package dev.fedmoe.core.federation;

import org.jspecify.annotations.NullMarked;
