/** The words of the tests: a plant with its private data, its jobs, and what is expected of them within a bound. */
@NullMarked
package dev.fedmoe.cluster.scene;

import org.jspecify.annotations.NullMarked;
