/** FederatedMoEJob: one federated training run. One class a section of the spec; no decisions. */
@NullMarked
package dev.fedmoe.crds.job;

import org.jspecify.annotations.NullMarked;
