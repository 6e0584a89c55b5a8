/** What a job's rounds are and how they are trained. All of it may change while the job runs, from the next round on. */
@NullMarked
package dev.fedmoe.core.job.training;

import org.jspecify.annotations.NullMarked;
