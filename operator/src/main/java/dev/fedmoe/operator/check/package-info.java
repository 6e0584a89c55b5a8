/** What {@code helm test} runs in the operator's image: whether an installation answers. Sees the JDK only and starts nothing of the operator. */
@NullMarked
package dev.fedmoe.operator.check;

import org.jspecify.annotations.NullMarked;
