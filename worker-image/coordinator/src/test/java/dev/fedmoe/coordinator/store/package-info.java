@NullMarked
package dev.fedmoe.coordinator.store;

import org.jspecify.annotations.NullMarked;
