/**
 * What accepted updates tell about clients and experts: fitness, seen and completed, affinity, load, coverage, scores. Plans never feed
 * these tables.
 */
@NullMarked
package dev.fedmoe.core.fitness;

import org.jspecify.annotations.NullMarked;
