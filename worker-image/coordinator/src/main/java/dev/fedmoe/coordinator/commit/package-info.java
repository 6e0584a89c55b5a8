/** Commits on the volume: their record, their parts, the chain they form, and the history of their rounds. Decides nothing. */
@NullMarked
package dev.fedmoe.coordinator.commit;

import org.jspecify.annotations.NullMarked;
