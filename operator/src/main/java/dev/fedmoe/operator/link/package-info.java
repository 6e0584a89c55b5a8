/** Coordinators over gRPC: their newest progress, and what they are told. Decides nothing. */
@NullMarked
package dev.fedmoe.operator.link;

import org.jspecify.annotations.NullMarked;
