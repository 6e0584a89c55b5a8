/** TLS and tokens: who is calling. */
@NullMarked
package dev.fedmoe.protocol.identity;

import org.jspecify.annotations.NullMarked;
