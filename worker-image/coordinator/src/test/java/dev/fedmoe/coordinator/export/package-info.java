@NullMarked
package dev.fedmoe.coordinator.export;

import org.jspecify.annotations.NullMarked;
