/** What pools look at: caches, what of them is kept, and which changes wake a pool. Decides nothing. */
@NullMarked
package dev.fedmoe.operator.pool.observe;

import org.jspecify.annotations.NullMarked;
