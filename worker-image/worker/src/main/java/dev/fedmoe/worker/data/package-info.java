/**
 * A client's private samples: reading them from its folder, splitting them, copying them into batches. No training
 * library, no network; the local runner uses it too.
 */
@NullMarked
package dev.fedmoe.worker.data;

import org.jspecify.annotations.NullMarked;
