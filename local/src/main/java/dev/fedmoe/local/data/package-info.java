/** Finds the images, reads them as they are, and writes each client's share as a folder of its own. */
@NullMarked
package dev.fedmoe.local.data;

import org.jspecify.annotations.NullMarked;
