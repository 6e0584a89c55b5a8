/** From a job's manifest to the job, every default resolved, and to what its pods ask for. */
@NullMarked
package dev.fedmoe.controlplane.job;

import org.jspecify.annotations.NullMarked;
