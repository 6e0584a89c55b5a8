/**
 * The wire between workers, coordinator and control side. Knows gRPC and the job's manifest; knows neither Kubernetes
 * nor training. Generated stubs are in {@code v1alpha1}.
 */
@NullMarked
package dev.fedmoe.protocol;

import org.jspecify.annotations.NullMarked;
