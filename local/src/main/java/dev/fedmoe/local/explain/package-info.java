/** Plans of rounds that have been, in words. Reads what a coordinator has written and changes nothing. */
@NullMarked
package dev.fedmoe.local.explain;

import org.jspecify.annotations.NullMarked;
