/** Makes objects so, by server-side apply, and writes nothing where they are so already. Knows no kind of ours. */
@NullMarked
package dev.fedmoe.operator.apply;

import org.jspecify.annotations.NullMarked;
