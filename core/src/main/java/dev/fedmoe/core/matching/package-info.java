/**
 * The exact matching of rows that have capacities to columns that have bounds, by dual prices. Knows nothing of clients, experts
 * or rounds.
 */
@NullMarked
package dev.fedmoe.core.matching;

import org.jspecify.annotations.NullMarked;
