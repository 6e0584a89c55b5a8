/**
 * Training and scoring with tensors: the held weights, steps, optimizers. What a model computes is in {@code network}. Nothing here
 * reads data or talks to a coordinator. Constants are arrays that live as long as their user: the library's operations on a
 * {@code Number} free their operand before the backward pass reads it.
 */
@NullMarked
package dev.fedmoe.worker.model;

import org.jspecify.annotations.NullMarked;
