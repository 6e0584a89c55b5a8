/**
 * One job's coordinator: its process, and how its parts are put together.
 *
 * <p>Others reach it through few types. {@link dev.fedmoe.coordinator.Coordinator} with its timeouts runs a job in this process;
 * {@link dev.fedmoe.coordinator.store.PlanReader} reads the plans of any job's volume, also while a coordinator writes to it; commits are
 * read with {@link dev.fedmoe.coordinator.commit.CommitStore}.
 */
@NullMarked
package dev.fedmoe.coordinator;

import org.jspecify.annotations.NullMarked;
