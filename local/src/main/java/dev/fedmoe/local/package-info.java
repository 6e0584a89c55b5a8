/** The command line of the local runner; nothing but reading the words and choosing what to call. */
@NullMarked
package dev.fedmoe.local;

import org.jspecify.annotations.NullMarked;
