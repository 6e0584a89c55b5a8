/** What the operator tells of itself: metrics and health. Reads from the others; nothing reads from it. */
@NullMarked
package dev.fedmoe.operator.telemetry;

import org.jspecify.annotations.NullMarked;
