/** Workers that train nothing, so that only the federation itself is measured; processes, TLS, coordinator and commits are real. */
@NullMarked
package dev.fedmoe.benchmarks.echo;

import org.jspecify.annotations.NullMarked;
