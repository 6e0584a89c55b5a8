/** Health as probes see it. */
@NullMarked
package dev.fedmoe.operator.telemetry;

import org.jspecify.annotations.NullMarked;
