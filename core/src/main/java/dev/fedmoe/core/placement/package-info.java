/** Which clients run a worker for which job, and with how many slots: all jobs of a pool at once. Who trains which expert is alignment's. */
@NullMarked
package dev.fedmoe.core.placement;

import org.jspecify.annotations.NullMarked;
