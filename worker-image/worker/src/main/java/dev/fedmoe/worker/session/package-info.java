/**
 * A worker's side of a job: what this place can do, joining, tasks as they come, parts it holds, reports. Decides nothing
 * about rounds; the coordinator does.
 */
@NullMarked
package dev.fedmoe.worker.session;

import org.jspecify.annotations.NullMarked;
