/** From what is seen of a job to what of it is to run: objects, pods, orders. Pure: no clock, no call. */
@NullMarked
package dev.fedmoe.operator.job.run;

import org.jspecify.annotations.NullMarked;
