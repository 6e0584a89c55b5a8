/** The ports that workers and the control side call: translate, check who calls, hand over, translate back. */
@NullMarked
package dev.fedmoe.coordinator.endpoint;

import org.jspecify.annotations.NullMarked;
