/** A job's manifest in the words of the wire and of the brain, every default resolved. */
@NullMarked
package dev.fedmoe.controlplane.job;

import org.jspecify.annotations.NullMarked;
