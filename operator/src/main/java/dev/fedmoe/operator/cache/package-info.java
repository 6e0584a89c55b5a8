/** What informers keep in memory. */
@NullMarked
package dev.fedmoe.operator.cache;

import org.jspecify.annotations.NullMarked;
