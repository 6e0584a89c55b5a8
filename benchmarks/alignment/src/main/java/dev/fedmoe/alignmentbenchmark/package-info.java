/** The command that compares alignment policies. What a regime is, what its clients see, a run and the report live in packages of their own. */
@NullMarked
package dev.fedmoe.alignmentbenchmark;

import org.jspecify.annotations.NullMarked;
