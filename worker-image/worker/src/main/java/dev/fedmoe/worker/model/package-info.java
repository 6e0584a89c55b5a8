/**
 * The sparse Mixture-of-Experts network in tensors: weights, forward, backward, optimizers. Reads no data and knows no
 * network. Constants are arrays that live as long as their user: the library's operations on a {@code Number} free their
 * operand before the backward pass reads it.
 */
@NullMarked
package dev.fedmoe.worker.model;

import org.jspecify.annotations.NullMarked;
