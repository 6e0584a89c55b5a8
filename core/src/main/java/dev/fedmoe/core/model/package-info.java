/** What a model is made of: parts, tensors, their sizes and first weights. No training, no transfer. */
@NullMarked
package dev.fedmoe.core.model;

import org.jspecify.annotations.NullMarked;
