/** What a job is told to be while it runs, and the words for how it stands. No decisions. */
@NullMarked
package dev.fedmoe.core.job.state;

import org.jspecify.annotations.NullMarked;
