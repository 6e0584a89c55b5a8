/** FederatedMoEJob: its coordinator, its workers, its status. */
@NullMarked
package dev.fedmoe.operator.job;

import org.jspecify.annotations.NullMarked;
