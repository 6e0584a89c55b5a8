/** What the mains of a job's pods have in common. No Kubernetes client: a file that the kubelet reads. */
@NullMarked
package dev.fedmoe.protocol.process;

import org.jspecify.annotations.NullMarked;
