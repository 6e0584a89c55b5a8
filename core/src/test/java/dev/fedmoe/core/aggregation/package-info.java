@NullMarked
package dev.fedmoe.core.aggregation;

import org.jspecify.annotations.NullMarked;
