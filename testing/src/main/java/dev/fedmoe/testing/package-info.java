/**
 * What the tests of several rooms share. It depends on no room, so every room's tests may use it; fixtures that need a room's own
 * types live in that room's tests.
 */
@NullMarked
package dev.fedmoe.testing;

import org.jspecify.annotations.NullMarked;
