/** What is told of a job: what is wrong around it, announcements, and how often its status is written. Pure. */
@NullMarked
package dev.fedmoe.operator.job.report;

import org.jspecify.annotations.NullMarked;
