@NullMarked
package dev.fedmoe.coordinator;

import org.jspecify.annotations.NullMarked;
