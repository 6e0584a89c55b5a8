/**
 * What operator and local runner share, so that a job means the same in both: manifests to problems and settings, progress to
 * status and columns. No gRPC call, no cluster, no process.
 */
@NullMarked
package dev.fedmoe.controlplane;

import org.jspecify.annotations.NullMarked;
