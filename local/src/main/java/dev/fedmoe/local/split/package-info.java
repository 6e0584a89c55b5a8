/** How one data set is dealt out to clients. Pure and seeded: labels in, sample numbers out; no files. */
@NullMarked
package dev.fedmoe.local.split;

import org.jspecify.annotations.NullMarked;
