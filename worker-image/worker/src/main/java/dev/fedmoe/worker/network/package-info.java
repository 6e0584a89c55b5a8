/**
 * Forward passes: one file an architecture, tensors by name, and what they share, which is how rows find their experts. Knows neither
 * where weights come from nor how they are trained. Constants are arrays that live as long as their user: the library's operations on a
 * {@code Number} free their operand before the backward pass reads it.
 */
@NullMarked
package dev.fedmoe.worker.network;

import org.jspecify.annotations.NullMarked;
