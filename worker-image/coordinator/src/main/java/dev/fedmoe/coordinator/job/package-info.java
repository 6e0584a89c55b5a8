/** What the coordinator knows of its job and clients while it runs: settings, roster, members, measures. No files, no gRPC. */
@NullMarked
package dev.fedmoe.coordinator.job;

import org.jspecify.annotations.NullMarked;
