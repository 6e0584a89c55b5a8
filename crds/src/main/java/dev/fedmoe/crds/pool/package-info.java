/** EdgeClientPool: which nodes are clients, and what of them may be used. */
@NullMarked
package dev.fedmoe.crds.pool;

import org.jspecify.annotations.NullMarked;
