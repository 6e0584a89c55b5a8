/** The finished model in files anyone can read: safetensors and a JSON description. */
@NullMarked
package dev.fedmoe.coordinator.export;

import org.jspecify.annotations.NullMarked;
