/**
 * Exact matching of rows that have capacities to columns that have degree bounds, with the prices that prove it
 * (docs/algorithms/matching.md). Nothing here knows of clients, experts or rounds.
 */
@NullMarked
package dev.fedmoe.core.matching;

import org.jspecify.annotations.NullMarked;
