/** EdgeClientPool: its clients, their profiles, and the placement of its jobs. */
@NullMarked
package dev.fedmoe.operator.pool;

import org.jspecify.annotations.NullMarked;
