/** When to open a round, who takes part in it and who trains what: pure functions of what is known. */
@NullMarked
package dev.fedmoe.core.federation.planning;

import org.jspecify.annotations.NullMarked;
