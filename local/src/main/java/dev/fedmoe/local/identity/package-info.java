/** What the cluster does for a job in Kubernetes: a certificate for its coordinator and a token for each worker. Keys are new in every run. */
@NullMarked
package dev.fedmoe.local.identity;

import org.jspecify.annotations.NullMarked;
