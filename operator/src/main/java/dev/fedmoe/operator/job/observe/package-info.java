/** What jobs look at: caches, what of them is kept, and what wakes a job. Decides nothing. */
@NullMarked
package dev.fedmoe.operator.job.observe;

import org.jspecify.annotations.NullMarked;
