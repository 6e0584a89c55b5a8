/** How accepted updates become one part of the model: weights and block-wise arithmetic. No files, no order of arrival. */
@NullMarked
package dev.fedmoe.core.aggregation;

import org.jspecify.annotations.NullMarked;
