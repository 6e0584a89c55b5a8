/** EdgeClient: one node of a pool, made and owned by the pool. */
@NullMarked
package dev.fedmoe.crds.client;

import org.jspecify.annotations.NullMarked;
