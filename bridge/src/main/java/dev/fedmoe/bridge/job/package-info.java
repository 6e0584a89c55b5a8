/** A job's manifest in the words of the wire and of the brain, every default resolved. */
@NullMarked
package dev.fedmoe.bridge.job;

import org.jspecify.annotations.NullMarked;
