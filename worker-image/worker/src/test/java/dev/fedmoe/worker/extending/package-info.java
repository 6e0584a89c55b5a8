/** The page that tells others how to extend fedmoe, held to its word. */
@NullMarked
package dev.fedmoe.worker.extending;

import org.jspecify.annotations.NullMarked;
