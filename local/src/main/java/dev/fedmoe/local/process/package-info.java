/** Starts programs as operating system processes, keeps them running, and stops them all. Knows nothing of federation. */
@NullMarked
package dev.fedmoe.local.process;

import org.jspecify.annotations.NullMarked;
