/** The operator: what runs, with which settings. Reconcilers live with their resource. */
@NullMarked
package dev.fedmoe.operator;

import org.jspecify.annotations.NullMarked;
