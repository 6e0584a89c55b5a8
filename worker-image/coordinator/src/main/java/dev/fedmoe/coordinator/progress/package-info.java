/** What people are told: the log, the events, and the progress that watchers get. */
@NullMarked
package dev.fedmoe.coordinator.progress;

import org.jspecify.annotations.NullMarked;
