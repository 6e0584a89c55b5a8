/** A coordinator without a disk and identities without a cluster, for the tests of all modules. */
@NullMarked
package dev.fedmoe.protocol.testing;

import org.jspecify.annotations.NullMarked;
