/** One client's round: scoring what it fetched, then training it. Knows no network. */
@NullMarked
package dev.fedmoe.worker.train;

import org.jspecify.annotations.NullMarked;
