/** The checks that every field of a job passes, and the words in which they refuse it. */
@NullMarked
package dev.fedmoe.core.job.validation;

import org.jspecify.annotations.NullMarked;
