/** How a part's bytes move: in verified chunks, resumable, bounded in memory on both ends. */
@NullMarked
package dev.fedmoe.protocol.transfer;

import org.jspecify.annotations.NullMarked;
