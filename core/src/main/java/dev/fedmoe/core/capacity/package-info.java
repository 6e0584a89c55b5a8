/** What a client has, what one expert of a job costs it, and how many it can therefore hold. No choice between jobs or clients. */
@NullMarked
package dev.fedmoe.core.capacity;

import org.jspecify.annotations.NullMarked;
