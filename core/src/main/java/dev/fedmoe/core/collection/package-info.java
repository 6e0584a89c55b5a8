/** Immutable collections whose changed copies share what has not changed. */
@NullMarked
package dev.fedmoe.core.collection;

import org.jspecify.annotations.NullMarked;
